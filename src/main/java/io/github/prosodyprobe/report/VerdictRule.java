package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.policy.Waiving;
import io.github.prosodyprobe.report.Finding.Novelty;

/**
 * How results become a verdict.
 *
 * @param failOn the least severity that counts; a milder check neither fails a scan nor is required
 * @param unknowns what a required check that could not be evaluated means
 * @param known what it means that something was wrong before
 */
public record VerdictRule(Severity failOn, Unknowns unknowns, Known known) {

  /** What a required check that could not be evaluated means. */
  public enum Unknowns {
    /** The scan is undecided. */
    COUNT,
    /** The operator accepts it, as long as something was seen. */
    ALLOWED
  }

  /** What a failure or an unknown means that the baseline has too. */
  public enum Known {
    /** It counts like any other. */
    COUNT,
    /** Only what is not in the baseline counts. */
    ALLOWED
  }

  /** A rule by which all counts, whether it is in a baseline or not. */
  public VerdictRule(Severity failOn, Unknowns unknowns) {
    this(failOn, unknowns, Known.COUNT);
  }

  /**
   * Judges a report. A certain failure outranks an uncertainty; a scan that saw nothing as
   * expected, did not come to its end or was not wished for is never compliant.
   */
  public Verdict judge(Report report) {
    if (any(report, State.FAIL)) {
      return Verdict.NOT_COMPLIANT;
    }
    boolean sawNothing = report.results().stream().noneMatch(this::isSettled);
    boolean missing = unknowns == Unknowns.COUNT && any(report, State.UNKNOWN);
    if (sawNothing || missing || !report.run().complete() || report.declined().isPresent()) {
      return Verdict.UNDECIDED;
    }
    return report.results().stream().anyMatch(this::isExcused)
        ? Verdict.NOTHING_NEW
        : Verdict.COMPLIANT;
  }

  /** What nobody could look at says nothing of the server, even where that is accepted. */
  private boolean isSettled(Finding result) {
    return switch (result.state()) {
      case PASS -> true;
      case WAIVED -> result.waiving().map(Waiving::of).filter(of -> of == State.UNKNOWN).isEmpty();
      case FAIL -> isKnown(result);
      case UNKNOWN, NOT_APPLICABLE, INFO -> false;
    };
  }

  private boolean any(Report report, State state) {
    return report.results().stream().anyMatch(result -> result.state() == state && counts(result));
  }

  private boolean counts(Finding result) {
    return result.severity().atLeast(failOn) && !isKnown(result);
  }

  /** What would decide if the baseline did not have it. */
  private boolean isExcused(Finding result) {
    boolean wrong =
        result.state() == State.FAIL
            || result.state() == State.UNKNOWN && unknowns == Unknowns.COUNT;
    return wrong && result.severity().atLeast(failOn) && isKnown(result);
  }

  private boolean isKnown(Finding result) {
    return known == Known.ALLOWED && result.novelty().filter(Novelty.UNCHANGED::equals).isPresent();
  }
}
