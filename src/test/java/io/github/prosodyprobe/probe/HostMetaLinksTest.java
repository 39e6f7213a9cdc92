package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.HostMetaFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.SecurityTxtFacts;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.hostile.WebSocketScripts;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where host-meta is moved to, and where its links lead. */
class HostMetaLinksTest {

  private static final Duration HANG = Duration.ofSeconds(40);
  private static final String XML_PATH = "/.well-known/host-meta";
  private static final String JSON_PATH = "/.well-known/host-meta.json";
  private static final String BODY = "<body xmlns='http://jabber.org/protocol/httpbind'";
  private static final TestTlsServer TLS =
      TestTlsServer.with(TestCertificate.root("CN=www.example.test"));
  private static final Hosts HOSTS =
      TestContexts.hosts(Map.of("www.example.test", "127.0.0.1", "inner.example", "10.1.2.3"));

  static Stream<Arguments> ends() {
    return Stream.of(
        argumentSet("a session", "xbosh", "none", posted(BODY + " sid='x'/>")),
        argumentSet(
            "a server that is closing",
            "xbosh",
            "none",
            posted(BODY + " type='terminate' condition='system-shutdown'/>")),
        argumentSet(
            "other domains' BOSH",
            "xbosh",
            "URL (host-unknown)",
            posted(BODY + " type='terminate' condition='host-unknown'/>")),
        argumentSet("no page", "xbosh", "URL (status 404)", answering(WebAnswers.NOT_FOUND)),
        argumentSet("any page", "xbosh", "URL (status 200)", posted("<p>Everything is fine")),
        argumentSet("closed to strangers", "xbosh", "none", answering(status(403))),
        argumentSet("a dead backend", "xbosh", "URL (status 502)", answering(status(502))),
        argumentSet("a busy server", "xbosh", "throttled", answering(status(429))),
        argumentSet("a slammed door", "xbosh", "URL (tcp-closed)", (Script) _ -> {}),
        argumentSet(
            "a WebSocket",
            "websocket",
            "none",
            WebSocketScripts.switching("Sec-WebSocket-Protocol: xmpp\r\n", peer -> peer.listen())),
        argumentSet(
            "another WebSocket",
            "websocket",
            "URL (another WebSocket)",
            WebSocketScripts.switching("", peer -> peer.listen())),
        argumentSet(
            "a proxy that does not upgrade",
            "websocket",
            "URL (status 200)",
            posted("<p>It works!")),
        argumentSet(
            "not HTTP",
            "websocket",
            "URL (protocol-violation)",
            (Script) peer -> peer.send("* OK IMAP4rev1\r\n").listen()));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void tellsWhoIsThere(String way, String expected, Script script) throws Exception {
    try (ScriptedServer there = ScriptedServer.playing(script)) {
      String url = "http://www.example.test:" + there.address().getPort() + "/there";
      Findings findings = linking(there, link(way, url));
      assertEquals(expected.replace("URL", url), Seen.of(findings, HostMetaFacts.DEAD_LINKS));
      assertTrue(there.connections() <= LinkVisit.CONNECTIONS, "" + there.connections());
    }
  }

  static Stream<Arguments> ways() {
    String dead = link("xbosh", "https://nobody.example/x");
    String inside = link("websocket", "wss://inner.example/ws");
    return Stream.of(
        argumentSet("nobody", dead, "https://nobody.example/x (dns-nxdomain)", "none"),
        argumentSet(
            "nowhere", link("xbosh", "file:///etc/passwd"), "file:///etc/passwd (no URL)", "none"),
        argumentSet("inside", inside, "address-refused", "wss://inner.example/ws"),
        argumentSet(
            "both",
            dead + inside,
            "https://nobody.example/x (dns-nxdomain)",
            "wss://inner.example/ws"),
        argumentSet(
            "unknown", link("xbosh", "https://slow.example/"), "dns-timeout", "dns-timeout"),
        argumentSet("left alone", link("xbosh", "https://left.example/"), "left out", "left out"),
        argumentSet("none", "", "none", "none"),
        argumentSet("of another kind", link("x", "https://nobody.example/x"), "none", "none"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void tellsWhatIsKnown(String links, String dead, String hidden) throws Exception {
    Findings findings = linking(null, links);
    assertAll(
        () -> assertEquals(dead, Seen.of(findings, HostMetaFacts.DEAD_LINKS)),
        () -> assertEquals(hidden, Seen.of(findings, HostMetaFacts.PRIVATE_LINKS)));
  }

  @Test
  void followsFourLinksAndSaysSo() throws Exception {
    try (ScriptedServer there = ScriptedServer.playing(posted(BODY + " sid='x'/>"))) {
      String url = "http://www.example.test:" + there.address().getPort() + "/";
      List<String> links = IntStream.range(0, 5).mapToObj(i -> link("xbosh", url + i)).toList();
      Findings findings = linking(there, String.join("", links));
      assertEquals("budget-exceeded", Seen.of(findings, HostMetaFacts.DEAD_LINKS));
      assertEquals("budget-exceeded", Seen.of(findings, HostMetaFacts.PRIVATE_LINKS));
      findings = linking(there, String.join("", links.subList(0, 4)));
      assertEquals("none", Seen.of(findings, HostMetaFacts.DEAD_LINKS));
    }
  }

  @Test
  void followsARedirectToAnotherHost() throws Exception {
    String open = "Access-Control-Allow-Origin: null";
    Map<String, String> documents =
        Map.of(
            "/host-meta",
            WebAnswers.ok("application/xrd+xml", xrd(""), open),
            "/security.txt",
            WebAnswers.ok(
                "text/plain", "Contact: mailto:a@example.test\nExpires: 2030-01-01T00:00:00Z\n"));
    try (ScriptedServer website = ScriptedServer.playing(TLS.then(WebAnswers.script(documents)))) {
      String www = "https://www.example.test:" + website.address().getPort();
      Map<String, String> moved =
          Map.of(
              XML_PATH,
              moved(www + "/host-meta"),
              JSON_PATH,
              moved(www + "/none"),
              "/.well-known/security.txt",
              moved(www + "/security.txt"));
      try (ScriptedServer server = WebAnswers.answering(moved)) {
        Findings findings = probe(server, website, new HostMetaProbe());
        assertEquals("xml", Seen.of(findings, HostMetaFacts.PRESENCE));
        assertEquals("yes", Seen.of(findings, HostMetaFacts.CORS));
        assertTrue(findings.evidence().toString().contains("Origin: null"));
        // None is held while the next one is waited for.
        assertEquals(2, website.connections());
        assertEquals(
            "valid",
            Seen.of(probe(server, website, new SecurityTxtProbe()), SecurityTxtFacts.STATE));
      }
    }
  }

  private static Findings linking(@Nullable ScriptedServer there, String links) throws Exception {
    Map<String, String> documents =
        Map.of(XML_PATH, WebAnswers.ok("application/xrd+xml", xrd(links)));
    try (ScriptedServer server = WebAnswers.answering(documents)) {
      return probe(server, there == null ? server : there, new HostMetaProbe());
    }
  }

  private static Findings probe(ScriptedServer server, ScriptedServer other, Probe probe)
      throws Exception {
    ProbeContext context =
        TestContexts.leading(
            WebAnswers.context(Listener.HTTPS, Scheme.HTTP, server.address()),
            HostMetaLinksTest::addresses,
            other.address());
    return assertTimeoutPreemptively(
        HANG,
        () -> {
          Findings findings = new Findings();
          probe.run(context, findings);
          return findings;
        });
  }

  private static List<InetAddress> addresses(String host, Deadline deadline) throws PeerException {
    return switch (host) {
      case "slow.example" -> throw PeerException.of(ReasonCode.DNS_TIMEOUT, "no answer");
      case "left.example" -> throw PeerException.of(ReasonCode.NOT_PROBED, "left out");
      default -> HOSTS.of(host, deadline);
    };
  }

  private static Script answering(String answer) {
    return peer -> {
      while (true) {
        peer.expect("\r\n\r\n").send(answer);
      }
    };
  }

  private static Script posted(String body) {
    return answering(WebAnswers.ok("text/xml", body));
  }

  private static String status(int status) {
    return "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n";
  }

  private static String moved(String to) {
    return "HTTP/1.1 301 Moved Permanently\r\nAccess-Control-Allow-Origin: *\r\nLocation: "
        + to
        + "\r\nContent-Length: 0\r\n\r\n";
  }

  private static String link(String method, String url) {
    return "<Link rel='urn:xmpp:alt-connections:" + method + "' href='" + url + "'/>";
  }

  private static String xrd(String links) {
    return "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>" + links + "</XRD>";
  }
}
