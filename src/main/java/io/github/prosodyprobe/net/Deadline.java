package io.github.prosodyprobe.net;

import io.github.prosodyprobe.fact.ReasonCode;
import java.time.Duration;

/** A point on the monotonic clock after which nothing is waited for. The wall clock may jump. */
public final class Deadline {

  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  /** A deadline this long from now. */
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** This deadline, or one this long from now if that is sooner. */
  public Deadline orIn(Duration duration) {
    return or(in(duration));
  }

  /** The one of the two that comes first. */
  public Deadline or(Deadline other) {
    return other.endNanos - endNanos < 0 ? other : this;
  }

  /** What is left; zero when it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /**
   * Milliseconds left, at least one, as socket time limits want them.
   *
   * @throws PeerException with {@link ReasonCode#DEADLINE_EXCEEDED} when nothing is left
   */
  public int remainingMillis() throws PeerException {
    Duration remaining = remaining();
    if (remaining.isZero()) {
      throw PeerException.of(
          ReasonCode.DEADLINE_EXCEEDED, "the time for this conversation ran out");
    }
    return (int) Math.clamp(remaining.toMillis(), 1, Integer.MAX_VALUE);
  }
}
