package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Since.Past;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a target stood after a run, as far as the next run has to know.
 *
 * @param subject which target
 * @param verdict what the run came to
 * @param wrong what failed or could not be looked at, by its {@link Fingerprint}
 */
public record Standing(Subject subject, Verdict verdict, SortedMap<String, Wrong> wrong) {

  private static final Set<State> WRONG = Set.of(State.FAIL, State.UNKNOWN);

  /**
   * A target as one run sees it: from inside a network a server is another one.
   *
   * @param domain in ASCII
   * @param vantage where the run stood as seen from the server
   */
  public record Subject(String domain, String vantage) {

    /** Whom a report is about. */
    static Subject of(Report report) {
      return new Subject(report.domain(), report.run().vantage());
    }
  }

  /**
   * Something that is not as it should be.
   *
   * @param what the check, and where
   * @param state {@link State#FAIL} or {@link State#UNKNOWN}
   */
  public record Wrong(Past what, State state) {}

  /** Copies what is wrong. */
  public Standing {
    wrong = Collections.unmodifiableSortedMap(new TreeMap<>(wrong));
  }

  /** How a target stands by a judged report. */
  static Standing of(Judged judged) {
    Subject subject = Subject.of(judged.report());
    SortedMap<String, Wrong> wrong = new TreeMap<>();
    for (Finding finding : judged.report().results()) {
      if (WRONG.contains(finding.state())) {
        wrong.put(
            Fingerprint.of(subject.domain(), finding),
            new Wrong(Past.of(finding), finding.state()));
      }
    }
    return new Standing(subject, judged.verdict(), wrong);
  }

  /** Whether anything fails, could not be looked at, or is missing. */
  boolean isQuiet() {
    return wrong.isEmpty() && verdict == Verdict.COMPLIANT;
  }

  /** Whether the same is wrong in the same way, however it is worded meanwhile. */
  boolean isAs(Standing other) {
    return verdict == other.verdict && states(wrong).equals(states(other.wrong));
  }

  private static Map<String, State> states(SortedMap<String, Wrong> wrong) {
    Map<String, State> states = new TreeMap<>();
    wrong.forEach((fingerprint, it) -> states.put(fingerprint, it.state()));
    return states;
  }
}
