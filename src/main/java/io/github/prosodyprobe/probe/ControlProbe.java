package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.Set;

/**
 * Opens a stream and reads its features once more, to tell a server that refused something from one
 * that has had enough of us. Yields nothing but its success.
 */
public final class ControlProbe implements Probe {

  private final StreamOpener opener;
  private final Initiator initiator;

  /** A probe that opens a client's stream, in clear text or inside TLS. */
  public ControlProbe(StreamOpener opener) {
    this.opener = opener;
    this.initiator = Initiator.CLIENT;
  }

  /** A probe that opens this server's stream in clear text. */
  public ControlProbe(PeerIdentity peer) {
    this(ProbeContext::connect, peer);
  }

  /** A probe that opens this server's stream, in clear text or inside TLS. */
  public ControlProbe(StreamOpener opener, PeerIdentity peer) {
    this.opener = opener;
    this.initiator = peer.initiator();
  }

  @Override
  public String name() {
    return "control";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of();
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    try (XmppStream stream = XmppStream.over(opener.open(context), initiator, context.domain())) {
      stream.open();
      stream.features();
    }
  }
}
