package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;

/** Opens a connection on which the next byte is the first of a TLS handshake. */
@FunctionalInterface
public interface TlsOpener {

  /**
   * Connects, and negotiates STARTTLS where the listener wants that.
   *
   * @throws PeerException when the peer does not let it come to a handshake
   * @throws InterruptedException when the scan is being stopped
   */
  Wire open(ProbeContext context) throws PeerException, InterruptedException;
}
