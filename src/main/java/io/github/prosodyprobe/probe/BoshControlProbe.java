package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.net.PeerException;
import java.util.List;
import java.util.Set;

/**
 * Asks for a BOSH session once more and terminates it, to tell a server that refused something from
 * one that has had enough of us. Yields nothing but its success.
 */
public final class BoshControlProbe implements Probe {

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
    return 2;
  }

  @Override
  public int usualConnections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    try (HttpSession http = BoshTalk.connection(context);
        BoshTalk talk = new BoshTalk(context, http, name(), context.domain(), List.of())) {
      talk.open();
    }
  }
}
