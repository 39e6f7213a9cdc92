package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.policy.State;
import java.util.Optional;
import java.util.Set;

/**
 * A report with what it comes to.
 *
 * @param report the scan of one target
 * @param verdict what it comes to; without meaning where the report has no policy
 * @param history the scans of the same target that are known, with this one if it was kept
 */
public record Judged(Report report, Verdict verdict, Optional<History> history) {

  private static final Set<State> LOOKED =
      Set.of(State.PASS, State.FAIL, State.UNKNOWN, State.WAIVED);

  /** A report, with nothing known of earlier ones. */
  public Judged(Report report, Verdict verdict) {
    this(report, verdict, Optional.empty());
  }

  /** The same, with what is known of earlier ones. */
  public Judged with(History known) {
    return new Judged(report, verdict, Optional.of(known));
  }

  /** A report of facts that were held against nothing. */
  public static Judged unjudged(Report report) {
    return new Judged(report, Verdict.UNDECIDED);
  }

  /**
   * Why the results are not the whole truth, as a sentence. Formats whose readers take silence for
   * "all is well again" must say it.
   */
  Optional<String> shortfall() {
    if (report.run().interrupted()) {
      return Optional.of("The scan was interrupted; some checks may not have been evaluated.");
    }
    if (!report.run().complete()) {
      return Optional.of("The scan is incomplete; some checks may not have been evaluated.");
    }
    Optional<Reason> declined = report.declined();
    if (declined.isPresent()) {
      return declined.map(reason -> "The domain was not looked at: " + reason.detail() + ".");
    }
    if (report.results().stream().noneMatch(finding -> LOOKED.contains(finding.state()))) {
      return Optional.of("The scan met nothing that the policy says something about.");
    }
    return Optional.empty();
  }
}
