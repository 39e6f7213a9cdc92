package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;

/** Does a complete TLS handshake on a connection. */
@FunctionalInterface
public interface TlsUpgrade {

  /**
   * Does the handshake.
   *
   * @param plain the connection; belongs to the handshake from here on, also when it fails
   * @return the inside of the TLS connection
   * @throws PeerException when the handshake does not complete
   */
  Wire upgrade(Wire plain, ProbeContext context) throws PeerException;
}
