package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.policy.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What a report tells of the baseline that it was compared with.
 *
 * @param tool what made the baseline
 * @param policy what its facts were held against
 * @param finished when its scan ended
 * @param complete whether that looked at everything planned
 * @param mended what failed then, and was looked at and does not fail now
 * @param gone what failed then and was not met at all now, which does not say that it is mended
 */
public record Since(
    Report.Tool tool,
    Report.PolicyReference policy,
    Instant finished,
    boolean complete,
    List<Past> mended,
    List<Past> gone) {

  /**
   * A failure of the baseline.
   *
   * @param check the check's id
   * @param title the wanted state as a sentence
   * @param severity how much it mattered
   * @param endpoint where
   */
  public record Past(String check, String title, Severity severity, Endpoint endpoint) {

    static Past of(Finding finding) {
      return new Past(finding.check(), finding.title(), finding.severity(), finding.endpoint());
    }
  }

  /** Copies the lists. */
  public Since {
    mended = List.copyOf(mended);
    gone = List.copyOf(gone);
  }
}
