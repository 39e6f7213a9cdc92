package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Since.Past;
import io.github.prosodyprobe.report.Standing.Wrong;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run changed of how a target stood.
 *
 * @param judged the run
 * @param before how the target stood before it; empty where that is not known
 * @param after how it stands now
 */
public record StandingChange(Judged judged, Optional<Standing> before, Standing after) {

  /**
   * One finding that became another.
   *
   * @param what the check, and where
   * @param before what it was, where it was wrong; empty where it was not, or was not there
   * @param after what it is; empty where it is no longer there
   */
  record Turn(Past what, Optional<State> before, Optional<State> after) {}

  private static final Comparator<Turn> ORDER =
      Comparator.comparing((Turn turn) -> turn.what().severity())
          .thenComparing(turn -> turn.what().endpoint())
          .thenComparing(turn -> turn.what().check());

  /** What a run changed. */
  static StandingChange of(Judged judged, Optional<Standing> before) {
    return new StandingChange(judged, before, Standing.of(judged));
  }

  /** Whether it is worth a message: a target seen for the first time is if not all is well. */
  boolean isNews() {
    return before.map(was -> !was.isAs(after)).orElse(!after.isQuiet());
  }

  /** What is wrong and was not, or was so in another way; the worst first. */
  List<Turn> appeared() {
    List<Turn> turns = new ArrayList<>();
    after
        .wrong()
        .forEach(
            (fingerprint, now) -> {
              Optional<State> was = was(fingerprint);
              if (was.filter(now.state()::equals).isEmpty()) {
                turns.add(new Turn(now.what(), was, Optional.of(now.state())));
              }
            });
    turns.sort(ORDER);
    return turns;
  }

  /** What was wrong and is no longer, or is no longer there; the worst first. */
  List<Turn> resolved() {
    Map<String, State> now = new HashMap<>();
    for (Finding finding : judged.report().results()) {
      now.put(Fingerprint.of(after.subject().domain(), finding), finding.state());
    }
    List<Turn> turns = new ArrayList<>();
    before.ifPresent(
        standing ->
            standing
                .wrong()
                .forEach(
                    (fingerprint, was) -> {
                      if (!after.wrong().containsKey(fingerprint)) {
                        turns.add(
                            new Turn(
                                was.what(),
                                Optional.of(was.state()),
                                Optional.ofNullable(now.get(fingerprint))));
                      }
                    }));
    turns.sort(ORDER);
    return turns;
  }

  private Optional<State> was(String fingerprint) {
    return before.map(it -> it.wrong().get(fingerprint)).map(Wrong::state);
  }
}
