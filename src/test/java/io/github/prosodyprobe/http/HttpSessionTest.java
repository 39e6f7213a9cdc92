package io.github.prosodyprobe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.WebSessions;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpSessionTest {

  private static final Duration TIME = Duration.ofSeconds(10);
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: ";
  private static final String ONE = HEAD + "1\r\n\r\n1";

  @Test
  void asksEverythingOnOneConnection() throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(peer -> answer(peer, 5));
        HttpSession session = WebSessions.session(server.address(), TIME)) {
      for (int i = 0; i < 5; i++) {
        assertEquals("1", ask(session, HttpRequest.get("/" + i)).body().text().toString());
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void connectsAnewWhereTheServerHasClosedOrHasLeftSomethingBehind() throws Exception {
    Script liar = peer -> peer.expect("\r\n\r\n").send(HEAD + "1\r\n\r\n1 and more\r\n").listen();
    try (ScriptedServer server =
            ScriptedServer.playing(peer -> answer(peer, 1), liar, peer -> answer(peer, 1));
        HttpSession session = WebSessions.session(server.address(), TIME)) {
      for (int i = 0; i < 3; i++) {
        assertEquals("1", ask(session, HttpRequest.get("/" + i)).body().text().toString());
      }
      assertEquals(3, server.connections());
    }
  }

  @Test
  void postsOnlyOnce() throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(peer -> answer(peer, 1));
        HttpSession session = WebSessions.session(server.address(), TIME)) {
      ask(session, HttpRequest.get("/"));
      PeerException end =
          assertThrows(
              PeerException.class, () -> ask(session, HttpRequest.post("/", "text/xml", "<a/>")));
      assertEquals(ReasonCode.TCP_CLOSED, end.reason().code(), end.reason()::toString);
      assertEquals(1, server.connections());
    }
  }

  @Test
  void connectsNoMoreOftenThanAnnounced() throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(peer -> answer(peer, 1))) {
      Origin origin = WebSessions.origin(Scheme.HTTP, server.address());
      Dialer dialer = WebSessions.dialer(2, server.address());
      try (HttpSession session =
          new HttpSession(
              origin,
              WebSessions.opener(dialer, server.address(), origin, TIME),
              Deadline.in(TIME))) {
        ask(session, HttpRequest.get("/"));
        ask(session, HttpRequest.get("/"));
        PeerException end =
            assertThrows(PeerException.class, () -> ask(session, HttpRequest.get("/")));
        assertEquals(ReasonCode.BUDGET_EXCEEDED, end.reason().code(), end.reason()::toString);
      }
      assertEquals(2, server.connections());
    }
  }

  @Test
  void aBulkyServerUsesUpSeveralConnectionsAndNoAnswerIsCut() throws Exception {
    String page = "x".repeat(60_000);
    Script bulky =
        peer -> {
          while (true) {
            peer.expect("\r\n\r\n").send(HEAD + page.length() + "\r\n\r\n" + page);
          }
        };
    try (ScriptedServer server = ScriptedServer.playing(bulky);
        HttpSession session = WebSessions.session(server.address(), TIME)) {
      for (int i = 0; i < 30; i++) {
        assertEquals(page.length(), ask(session, HttpRequest.get("/" + i)).body().size());
      }
      assertTrue(server.connections() < 6, () -> "" + server.connections());
    }
  }

  @Test
  void sendsAndShowsHeadersAsTheyAre() throws Exception {
    Script script =
        peer ->
            peer.expect("\r\n\r\n")
                .send("HTTP/1.0 404 Not \u00e9 Here\r\nX-a: 1\r\nx-A:2 \r\nno colon\r\n\r\n")
                .halfClose()
                .listen();
    try (ScriptedServer server = ScriptedServer.playing(script);
        HttpSession session = WebSessions.session(server.address(), TIME)) {
      HttpAnswer answer =
          ask(
              session,
              HttpRequest.get("/a%20b?c=%2F&d")
                  .with("Host", "else.example")
                  .with("X-Forwarded-For", "192.0.2.1")
                  .with("X-Forwarded-For", "192.0.2.2"));
      assertEquals("HTTP/1.0", answer.version());
      assertEquals(404, answer.status());
      assertEquals(
          List.of("X-a=1", "x-A=2", "=no colon"),
          answer.headers().stream().map(one -> one.name() + "=" + one.value()).toList());
      assertEquals(List.of(Untrusted.of("1"), Untrusted.of("2")), answer.headers("X-A"));
      String heard = server.heard(0);
      assertTrue(heard.startsWith("GET /a%20b?c=%2F&d HTTP/1.1\r\n"), heard);
      assertTrue(heard.contains("\r\nHost: else.example\r\n"), heard);
      assertTrue(
          heard.contains("\r\nX-Forwarded-For: 192.0.2.1\r\nX-Forwarded-For: 192.0.2.2\r\n"),
          heard);
      assertTrue(heard.contains("\r\nUser-Agent: prosody-probe/"), heard);
    }
  }

  @Test
  void speaksInsideTlsWithAnyCertificate() throws Exception {
    TestTlsServer tls =
        TestTlsServer.with(TestCertificate.root("CN=somebody.else"))
            .applicationProtocols("h2", "http/1.1");
    try (ScriptedServer server = ScriptedServer.playing(tls.then(peer -> answer(peer, 2)))) {
      Origin origin = WebSessions.origin(Scheme.HTTPS, server.address());
      Dialer dialer = WebSessions.dialer(1, server.address());
      try (HttpSession session =
          new HttpSession(
              origin,
              WebSessions.opener(dialer, server.address(), origin, TIME),
              Deadline.in(TIME))) {
        assertEquals(200, ask(session, HttpRequest.get("/")).status());
        assertEquals(200, ask(session, HttpRequest.get("/")).status());
      }
    }
  }

  @Test
  void opensNothingToAnAddressThatIsRefused() throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(peer -> answer(peer, 1))) {
      Origin origin = WebSessions.origin(Scheme.HTTP, server.address());
      Dialer dialer = WebSessions.dialer(2);
      try (HttpSession session =
          new HttpSession(
              origin,
              WebSessions.opener(dialer, server.address(), origin, TIME),
              Deadline.in(TIME))) {
        PeerException end =
            assertThrows(PeerException.class, () -> ask(session, HttpRequest.get("/")));
        assertEquals(ReasonCode.ADDRESS_REFUSED, end.reason().code());
      }
      assertEquals(0, server.connections());
    }
  }

  private static void answer(ScriptedPeer peer, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      peer.expect("\r\n\r\n").send(ONE);
    }
  }

  private static HttpAnswer ask(HttpSession session, HttpRequest request)
      throws PeerException, InterruptedException {
    return session.ask(request, new Transcript());
  }
}
