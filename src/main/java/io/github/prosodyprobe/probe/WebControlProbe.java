package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.net.PeerException;
import java.util.Set;

/**
 * Shakes hands with a web server once more, to tell one that refused something from one that has
 * had enough of us. Yields nothing but its success.
 */
public final class WebControlProbe implements Probe {

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
    DirectTlsOpener.shakeHands(context.connect(), context, WebTlsProbe.APPLICATION_PROTOCOL)
        .close();
  }
}
