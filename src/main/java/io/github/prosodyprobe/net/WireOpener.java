package io.github.prosodyprobe.net;

/** Opens wires to one place, as often as one is needed. */
@FunctionalInterface
public interface WireOpener {

  /**
   * Connects, and shakes hands in TLS where the place wants that.
   *
   * @throws PeerException when it does not come to a connection
   * @throws InterruptedException when the scan is being stopped
   */
  Wire open() throws PeerException, InterruptedException;
}
