package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.http.WebSocketUpgrade;
import io.github.prosodyprobe.net.PeerException;
import java.util.Set;

/**
 * Asks for the upgrade to WebSocket once more, to tell a server that refused something from one
 * that has had enough of us. Yields nothing but its success.
 */
public final class WebSocketControlProbe implements Probe {

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
    WebSocketVisit.to(context, WebSocketUpgrade.XMPP).close();
  }
}
