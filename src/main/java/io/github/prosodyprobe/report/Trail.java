package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.PastStates.Subject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one check in one place, run after run. A night on which one could not look is no
 * change: the check is what it was before, until somebody sees something else.
 *
 * @param subject which check, where
 * @param vantage where it was seen from
 * @param state what it was when one could last look; {@link State#UNKNOWN} when one never could
 * @param since the first run of those in a row that found it so
 * @param before what it was before that, if it ever was anything else
 * @param unknownSince the first of the latest runs that could not look, if the last one could not
 * @param lastSeen the last run that had a result for it, whatever it was
 * @param marks for each run of the history the state, or null where it had no result
 */
public record Trail(
    Subject subject,
    String vantage,
    State state,
    Instant since,
    Optional<State> before,
    Optional<Instant> unknownSince,
    Instant lastSeen,
    List<@Nullable State> marks) {

  /** Keeps the list, which holds nulls, from being changed. */
  public Trail {
    marks = Collections.unmodifiableList(marks);
  }

  /** Whether it ever was anything else. */
  boolean changed() {
    return before.isPresent();
  }

  /** What the last run says: the state, or that it is not known. */
  State now() {
    return unknownSince.isPresent() ? State.UNKNOWN : state;
  }

  /** The marks of the last runs. */
  List<@Nullable State> last(int runs) {
    return marks.subList(Math.max(0, marks.size() - runs), marks.size());
  }
}
