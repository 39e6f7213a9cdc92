package io.github.prosodyprobe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.WebSessions;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.Redirects.Trail;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedirectsTest {

  private static final Duration TIME = Duration.ofSeconds(10);
  private static final String FOUND = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
  private static final TestTlsServer TLS =
      TestTlsServer.with(TestCertificate.root("CN=example.test"));

  static Stream<Arguments> refusals() {
    return Stream.of(
        argumentSet("a file", "file:///etc/passwd", ReasonCode.REDIRECT_REFUSED),
        argumentSet("clear text", "http://SAME/", ReasonCode.REDIRECT_REFUSED),
        argumentSet("a script", "javascript:alert(1)", ReasonCode.REDIRECT_REFUSED),
        argumentSet("no URL", "https://[::/", ReasonCode.REDIRECT_REFUSED),
        argumentSet("itself", "/start", ReasonCode.REDIRECT_REFUSED),
        argumentSet("a private address", "https://OTHER/", ReasonCode.ADDRESS_REFUSED));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isNotFollowed(String location, ReasonCode expected) throws Exception {
    try (ScriptedServer other = ScriptedServer.playing(peer -> peer.listen());
        ScriptedServer server = ScriptedServer.playing(TLS.then(redirects(location, other)))) {
      Trail trail = follow(server, Scheme.HTTPS);
      assertEquals(
          Optional.of(expected), trail.stopped().map(Reason::code), trail.stopped().toString());
      assertEquals(1, trail.hops().size());
      assertEquals(302, trail.answer().status());
      assertEquals(1, server.connections());
      assertEquals(0, other.connections());
    }
  }

  @Test
  void isFollowedThreeTimesOnOneConnection() throws Exception {
    Script script =
        peer -> {
          for (int i = 1; i < 9; i++) {
            peer.expect("\r\n\r\n").send(redirect("/" + i));
          }
        };
    try (ScriptedServer server = ScriptedServer.playing(TLS.then(script))) {
      Trail trail = follow(server, Scheme.HTTPS);
      assertEquals(Optional.of(ReasonCode.REDIRECT_REFUSED), trail.stopped().map(Reason::code));
      assertEquals(
          List.of("/start", "/1", "/2", "/3"),
          trail.hops().stream().map(hop -> hop.from().target()).toList());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void fromClearTextLeadsToTlsAndLeavesSecretsBehind() throws Exception {
    List<String> heard = new ArrayList<>();
    Script page =
        peer -> {
          heard.add(peer.expect("\r\n\r\n").heard());
          peer.send(FOUND);
        };
    try (ScriptedServer secure = ScriptedServer.playing(TLS.then(page));
        ScriptedServer clear =
            ScriptedServer.playing(redirects("https://OTHER/page?x=1", secure))) {
      Trail trail = follow(clear, Scheme.HTTP, secure.address());
      assertEquals(Optional.empty(), trail.stopped());
      assertEquals("hi", trail.answer().body().text().toString());
      assertEquals(1, trail.hops().size());
      assertTrue(clear.heard(0).contains("Authorization: x"), clear.heard(0));
      assertTrue(heard.getFirst().startsWith("GET /page?x=1 HTTP/1.1\r\n"), heard.toString());
      assertTrue(!heard.getFirst().contains("Authorization"), heard.toString());
    }
  }

  private static Trail follow(
      ScriptedServer server, Scheme scheme, InetSocketAddress... alsoAllowed) throws Exception {
    Origin start = WebSessions.origin(scheme, server.address());
    List<InetSocketAddress> allowed = new ArrayList<>(List.of(alsoAllowed));
    allowed.add(server.address());
    Dialer dialer = WebSessions.dialer(10, allowed.toArray(new InetSocketAddress[0]));
    try (HttpSession first = session(dialer, start)) {
      return new Redirects(origin -> origin.equals(start) ? first : session(dialer, origin))
          .follow(start, HttpRequest.get("/start").with("Authorization", "x"), new Transcript());
    }
  }

  private static HttpSession session(Dialer dialer, Origin origin) {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", origin.port());
    return new HttpSession(
        origin, WebSessions.opener(dialer, address, origin, TIME), Deadline.in(TIME));
  }

  private static Script redirects(String location, ScriptedServer other) {
    return peer -> {
      int here = peer.socket().getLocalPort();
      String there =
          location
              .replace("SAME", "example.test:" + here)
              .replace("OTHER", "example.test:" + other.address().getPort());
      peer.expect("\r\n\r\n").send(redirect(there)).listen();
    };
  }

  private static String redirect(String location) {
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
  }
}
