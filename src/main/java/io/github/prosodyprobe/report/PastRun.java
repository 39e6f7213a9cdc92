package io.github.prosodyprobe.report;

import io.github.prosodyprobe.report.Report.PolicyReference;
import java.time.Instant;
import java.util.Optional;

/**
 * An earlier scan of a target, as much of it as its history shows.
 *
 * @param number by which its report can be asked for, from 1
 * @param finished when it was over
 * @param vantage where it was seen from
 * @param course whether it came to its end
 * @param verdict what it came to
 * @param policy what it was held against
 * @param summary its results counted
 * @param certificateEnd when the first of the certificates that it saw ends
 * @param states what became of its checks
 */
public record PastRun(
    long number,
    Instant finished,
    String vantage,
    Course course,
    Verdict verdict,
    PolicyReference policy,
    Summary summary,
    Optional<Instant> certificateEnd,
    PastStates states) {

  /** How a scan ended. */
  public enum Course {
    COMPLETE,
    /** Something planned was not looked at. */
    INCOMPLETE,
    /** A signal ended it. */
    INTERRUPTED;

    /** How that of a run was. */
    public static Course of(Run run) {
      if (run.interrupted()) {
        return INTERRUPTED;
      }
      return run.complete() ? COMPLETE : INCOMPLETE;
    }
  }
}
