package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import java.time.Duration;

/** How long ports are waited for that nobody should be at. */
final class Patience {

  /**
   * Long enough for the third attempt of the kernel to connect, which comes after 3 s, and short
   * enough that a firewall which drops what it refuses does not decide how long a scan takes.
   */
  static final Duration FOR_PORTS = Duration.ofSeconds(4);

  private Patience() {}

  /**
   * Connects.
   *
   * @throws PeerException with the reason of the network where nobody accepts the connection
   */
  static Wire connect(ProbeContext context) throws PeerException, InterruptedException {
    try {
      return context.connect(FOR_PORTS);
    } catch (PeerException e) {
      requireTimeLeft(context);
      throw e;
    }
  }

  /** Throws, when it was our own time that ran out and not the patience with the peer. */
  static void requireTimeLeft(ProbeContext context) throws PeerException {
    if (context.deadline().remaining().isZero()) {
      throw PeerException.of(
          ReasonCode.DEADLINE_EXCEEDED, "the time for this conversation ran out");
    }
  }
}
