package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;

/** Opens a connection on which the next byte is the first of a stream header. */
@FunctionalInterface
public interface StreamOpener {

  /**
   * Connects, and shakes hands in TLS where the listener wants that first.
   *
   * @throws PeerException when the peer does not let it come to a stream
   * @throws InterruptedException when the scan is being stopped
   */
  Wire open(ProbeContext context) throws PeerException, InterruptedException;
}
