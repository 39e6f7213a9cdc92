package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;

/** Opens connections to one listener, each ready for a hello. Used from several threads at once. */
@FunctionalInterface
public interface HelloTransport {

  /**
   * Connects, STARTTLS included where the listener wants it.
   *
   * @throws PeerException when it does not come to where a hello could be sent
   * @throws InterruptedException when the scan is being stopped
   */
  Wire open() throws PeerException, InterruptedException;
}
