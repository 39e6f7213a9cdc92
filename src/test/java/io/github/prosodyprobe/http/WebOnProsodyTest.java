package io.github.prosodyprobe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.hostile.WebSessions;
import io.github.prosodyprobe.http.BoshSession.Answer;
import io.github.prosodyprobe.http.BoshSession.Opening;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebSocketUpgrade.Outcome;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.net.WireOpener;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xml.XmlDocument;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The web side of real servers. */
class WebOnProsodyTest {

  private static final Duration TIME = Duration.ofSeconds(20);
  private static final String STREAMS = "http://etherx.jabber.org/streams";
  private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
  private static final String FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";

  @Test
  @RealProsody(version = "13", config = "recommended")
  void prosody13(ProsodyServer server) throws Exception {
    assertServesAll(server);
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void prosody012(ProsodyServer server) throws Exception {
    assertServesAll(server);
  }

  private static void assertServesAll(ProsodyServer server) throws Exception {
    assertServes(server, Scheme.HTTP, Objects.requireNonNull(server.http()));
    assertServes(server, Scheme.HTTPS, Objects.requireNonNull(server.https()));
  }

  private static void assertServes(ProsodyServer server, Scheme scheme, InetSocketAddress address)
      throws Exception {
    Origin origin = new Origin(scheme, server.domain(), address.getPort());
    CountedOpener wires = new CountedOpener(address, origin);
    Transcript transcript = new Transcript();
    try (HttpSession session = new HttpSession(origin, wires, Deadline.in(TIME))) {
      HttpAnswer start = session.ask(HttpRequest.get("/"), transcript);
      assertEquals(200, start.status());
      assertTrue(start.body().text().toString().contains("Prosody"), start.body().text()::toString);
      HttpAnswer page = session.ask(HttpRequest.get("/http-bind"), transcript);
      assertTrue(page.body().text().toString().contains("It works!"), page.body().text()::toString);
      assertEquals(404, session.ask(HttpRequest.get("/nothing"), transcript).status());
      assertBosh(session, server.domain(), scheme, transcript);
    }
    assertEquals(1, wires.opened, "all on one connection");
    assertWebSocket(wires, origin, server.domain(), scheme);
  }

  private static void assertBosh(
      HttpSession session, String domain, Scheme scheme, Transcript transcript) throws Exception {
    try (BoshSession wrong = new BoshSession(session, "/http-bind", List.of(), transcript)) {
      Answer.Body refusal =
          assertInstanceOf(Answer.Body.class, wrong.open(new Opening("unknown.example", 5, 1)));
      assertTrue(refusal.isTerminated());
      assertFalse(wrong.isOpen());
    }
    try (BoshSession bosh = new BoshSession(session, "/http-bind", List.of(), transcript)) {
      Answer.Body body = assertInstanceOf(Answer.Body.class, bosh.open(new Opening(domain, 5, 1)));
      assertTrue(bosh.isOpen());
      assertTrue(body.element().attributeIs("secure", "true"), "even in clear text");
      Element features = body.element().child(STREAMS, "features").orElseThrow();
      assertEquals(scheme == Scheme.HTTPS, features.child(SASL, "mechanisms").isPresent());
      Answer.Body end = assertInstanceOf(Answer.Body.class, bosh.terminate());
      assertTrue(end.isTerminated(), () -> end.element().toString());
    }
  }

  private static void assertWebSocket(
      CountedOpener wires, Origin origin, String domain, Scheme scheme) throws Exception {
    WebLocation location = new WebLocation(origin, "/xmpp-websocket");
    Outcome without =
        WebSocketUpgrade.over(wires.open(), new WebSocketUpgrade.Request(location, "", List.of()));
    assertEquals(501, assertInstanceOf(Outcome.Declined.class, without).answer().status());
    Outcome with =
        WebSocketUpgrade.over(
            wires.open(),
            new WebSocketUpgrade.Request(
                location,
                WebSocketUpgrade.XMPP,
                List.of(new HttpRequest.Header("Origin", "https://evil.example"))));
    Outcome.Switched switched = assertInstanceOf(Outcome.Switched.class, with);
    assertEquals("xmpp", switched.subprotocol());
    try (WebSocket socket = switched.socket()) {
      socket.send("<open xmlns='" + FRAMING + "' to='" + domain + "' version='1.0'/>");
      Element open = next(socket);
      assertTrue(open.is(FRAMING, "open"), open::toString);
      Element answer = next(socket);
      assertEquals(scheme == Scheme.HTTPS, answer.child(SASL, "mechanisms").isPresent());
      assertEquals(scheme == Scheme.HTTPS, answer.is(STREAMS, "features"), answer::toString);
      socket.send("<close xmlns='" + FRAMING + "'/>");
    }
  }

  private static Element next(WebSocket socket) throws PeerException {
    String message = socket.receive().orElseThrow().raw();
    return XmlDocument.parseMessage(message.getBytes(StandardCharsets.UTF_8));
  }

  /** Opens wires to one place and counts them. */
  private static final class CountedOpener implements WireOpener {

    private final WireOpener opener;
    private int opened;

    CountedOpener(InetSocketAddress address, Origin origin) {
      opener = WebSessions.opener(WebSessions.dialer(3, address), address, origin, TIME);
    }

    @Override
    public Wire open() throws PeerException, InterruptedException {
      opened++;
      return opener.open();
    }
  }
}
