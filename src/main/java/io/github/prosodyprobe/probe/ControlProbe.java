package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.WebSocketUpgrade;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.List;
import java.util.Set;

/**
 * Holds a short conversation once more, to tell a server that refused something from one that has
 * had enough of us. Yields nothing but its success.
 */
public final class ControlProbe implements Probe {

  private static final String NAME = "control";

  /** What is held once more; that it comes to its end is all that is wanted of it. */
  @FunctionalInterface
  interface Conversation {

    /**
     * Holds it.
     *
     * @throws PeerException when the peer does not take part to the end
     * @throws InterruptedException when the scan is being stopped
     */
    void hold(ProbeContext context) throws PeerException, InterruptedException;
  }

  private final int connections;
  private final Conversation conversation;

  private ControlProbe(int connections, Conversation conversation) {
    this.connections = connections;
    this.conversation = conversation;
  }

  /** Opens a client's stream and reads its features. */
  public static ControlProbe ofClient(StreamOpener opener) {
    return ofStream(opener, Initiator.CLIENT);
  }

  /** Opens this server's stream and reads its features. */
  public static ControlProbe ofServer(StreamOpener opener, PeerIdentity peer) {
    return ofStream(opener, peer.initiator());
  }

  private static ControlProbe ofStream(StreamOpener opener, Initiator initiator) {
    return new ControlProbe(
        1,
        context -> {
          try (XmppStream stream =
              XmppStream.over(opener.open(context), initiator, context.domain())) {
            stream.open();
            stream.features();
          }
        });
  }

  /** Shakes hands with a web server. */
  public static ControlProbe ofHttps() {
    return new ControlProbe(
        1,
        context ->
            DirectTlsOpener.shakeHands(context.connect(), context, WebTlsProbe.APPLICATION_PROTOCOL)
                .close());
  }

  /** Asks a web server for its front page, over TLS where the URL says so. */
  public static ControlProbe ofWeb() {
    return new ControlProbe(
        1,
        context -> {
          Origin origin = context.webLocation().origin();
          try (HttpSession http =
              new HttpSession(origin, WebOpener.of(context, origin), context.deadline())) {
            http.ask(HttpRequest.get("/").reading(0), new Transcript());
          }
        });
  }

  /** Asks for a BOSH session and terminates it. */
  public static ControlProbe ofBosh() {
    return new ControlProbe(
        2,
        context -> {
          try (HttpSession http = BoshTalk.connection(context);
              BoshTalk talk = new BoshTalk(context, http, NAME, context.domain(), List.of())) {
            talk.open();
          }
        });
  }

  /** Asks for the upgrade to WebSocket. */
  public static ControlProbe ofWebSocket() {
    return new ControlProbe(
        1, context -> WebSocketVisit.to(context, WebSocketUpgrade.XMPP).close());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of();
  }

  @Override
  public int connections() {
    return connections;
  }

  @Override
  public int usualConnections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    conversation.hold(context);
  }
}
