package io.github.prosodyprobe.report;

import java.time.Duration;
import java.time.Instant;

/**
 * One scan: of what, when, from where, and whether it came to its end.
 *
 * @param target the XMPP domain as the operator wrote it
 * @param started when the first packet may have left
 * @param finished when nothing more was waited for
 * @param vantage {@code external} or {@code internal}: where we stand as seen from the server
 * @param complete whether everything planned was looked at, or tried
 * @param connections how many connections there were
 * @param interrupted whether a signal ended it
 */
public record Run(
    String target,
    Instant started,
    Instant finished,
    String vantage,
    boolean complete,
    Connections connections,
    boolean interrupted) {

  /**
   * Connections of a run.
   *
   * @param planned the number announced, never exceeded
   * @param used opened, failed attempts included
   */
  public record Connections(int planned, int used) {}

  /** How long it took by the wall clock; zero when that was set back meanwhile. */
  public Duration duration() {
    Duration between = Duration.between(started, finished);
    return between.isNegative() ? Duration.ZERO : between;
  }
}
