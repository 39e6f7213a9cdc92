package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.tls.TlsWire;
import io.github.prosodyprobe.xmpp.Initiator;
import java.util.EnumSet;

/**
 * Connects and shakes hands in TLS from the first byte, with the domain as SNI and the application
 * protocol of clients or servers (XEP-0368, section 3).
 */
public final class DirectTlsOpener implements StreamOpener {

  private final Initiator initiator;

  /** An opener of clients' connections. */
  public DirectTlsOpener() {
    this.initiator = Initiator.CLIENT;
  }

  /** An opener of this server's connections. */
  public DirectTlsOpener(PeerIdentity peer) {
    this.initiator = peer.initiator();
  }

  @Override
  public Wire open(ProbeContext context) throws PeerException, InterruptedException {
    return shakeHands(context.connect(), context, initiator.applicationProtocol());
  }

  /**
   * Shakes hands in the best version that both know.
   *
   * @param wire belongs to the handshake from here on, also when it fails
   * @param applicationProtocol what to offer by ALPN; empty to offer nothing
   */
  static TlsWire shakeHands(Wire wire, ProbeContext context, String applicationProtocol)
      throws PeerException {
    return CompleteHandshake.over(
        wire, new Offer(context.tlsName(), EnumSet.allOf(Version.class), applicationProtocol));
  }
}
