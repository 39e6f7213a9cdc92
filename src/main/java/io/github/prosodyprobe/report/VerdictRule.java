package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;

/**
 * How results become a verdict.
 *
 * @param failOn the least severity that counts; a milder check neither fails a scan nor is required
 * @param unknowns what a required check that could not be evaluated means
 */
public record VerdictRule(Severity failOn, Unknowns unknowns) {

  /** What a required check that could not be evaluated means. */
  public enum Unknowns {
    /** The scan is undecided. */
    COUNT,
    /** The operator accepts it, as long as something was seen. */
    ALLOWED
  }

  /**
   * Judges a report. A certain failure outranks an uncertainty; a scan that saw nothing as
   * expected, or did not come to its end, is never compliant.
   */
  public Verdict judge(Report report) {
    if (any(report, State.FAIL)) {
      return Verdict.NOT_COMPLIANT;
    }
    boolean sawNothing =
        report.results().stream()
            .noneMatch(result -> result.state() == State.PASS || result.state() == State.WAIVED);
    boolean missing = unknowns == Unknowns.COUNT && any(report, State.UNKNOWN);
    return sawNothing || missing || !report.run().complete()
        ? Verdict.UNDECIDED
        : Verdict.COMPLIANT;
  }

  private boolean any(Report report, State state) {
    return report.results().stream().anyMatch(result -> result.state() == state && counts(result));
  }

  private boolean counts(Finding result) {
    return result.severity().atLeast(failOn);
  }
}
