package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.Set;

/**
 * Opens a client's stream and reads its features once more, to tell a server that refused something
 * from one that has had enough of us. Yields nothing but its success.
 */
public final class ControlProbe implements Probe {

  private final StreamOpener opener;

  /** A probe that gets its connections from an opener, in clear text or inside TLS. */
  public ControlProbe(StreamOpener opener) {
    this.opener = opener;
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
    try (XmppStream stream = XmppStream.overClient(opener.open(context), context.domain())) {
      stream.open();
      stream.features();
    }
  }
}
