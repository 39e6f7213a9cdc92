package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.HostMetaFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.net.PeerException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostMetaProbeTest {

  private static final Duration HANG = Duration.ofSeconds(30);
  private static final String XML_PATH = "/.well-known/host-meta";
  private static final String JSON_PATH = "/.well-known/host-meta.json";
  private static final String XRD =
      "<?xml version='1.0' encoding='utf-8'?>\n<!-- ours -->\n"
          + "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>";
  private static final String OPEN = "Access-Control-Allow-Origin: *";
  private static final String PAGE =
      WebAnswers.ok("text/html", "<!DOCTYPE html><p>Everything is fine");

  private static final Hosts HOSTS = TestContexts.hosts(Map.of("inner.example", "10.1.2.3"));

  @Test
  void readsBothDocuments() throws Exception {
    Findings findings =
        probe(
            WebAnswers.ok(
                "application/xrd+xml",
                XRD
                    + link("xbosh", "https://chat.example/http-bind")
                    + link("websocket", "ws://chat.example/ws")
                    + "<Link rel='lrdd' template='http://x/{uri}'/></XRD>",
                OPEN),
            WebAnswers.ok(
                "application/json",
                "{\"a\": [[1], {\"links\": 5}], \"links\": [5, {\"rel\":"
                    + " \"urn:xmpp:alt-connections:websocket\", \"x\": {\"href\": \"no\"},"
                    + " \"href\": \"wss://[fd00::1]/ws\"}, {\"rel\": \"other\", \"href\":"
                    + " \"http://x\"}]}",
                "Access-Control-Allow-Origin: https://prosody-probe.invalid"));
    assertEquals("both", Seen.of(findings, HostMetaFacts.PRESENCE));
    assertEquals(
        "https://chat.example/http-bind, ws://chat.example/ws, wss://[fd00::1]/ws",
        Seen.of(findings, HostMetaFacts.LINKS));
    assertEquals("ws://chat.example/ws", Seen.of(findings, HostMetaFacts.CLEAR_TEXT_LINKS));
    assertEquals("wss://[fd00::1]/ws", Seen.of(findings, HostMetaFacts.PRIVATE_LINKS));
    assertEquals("https://chat.example/http-bind", Seen.of(findings, HostMetaFacts.BOSH_LINKS));
    assertEquals(
        "ws://chat.example/ws, wss://[fd00::1]/ws",
        Seen.of(findings, HostMetaFacts.WEBSOCKET_LINKS));
    assertEquals("yes", Seen.of(findings, HostMetaFacts.CORS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.5:5281/http-bind",
        "wss://127.0.0.1/",
        "https://localhost:5281/",
        "https://[::ffff:192.168.1.1]/"
      })
  void namesLinksThatLeadIntoANetworkOfTheirOwn(String url) throws Exception {
    Findings findings = probe(xml(link("xbosh", url) + "</XRD>"), WebAnswers.NOT_FOUND);
    assertEquals("xml", Seen.of(findings, HostMetaFacts.PRESENCE));
    assertEquals(url, Seen.of(findings, HostMetaFacts.PRIVATE_LINKS));
    assertEquals("no", Seen.of(findings, HostMetaFacts.CORS));
  }

  @Test
  void aPageOnEveryPathIsNoHostMeta() throws Exception {
    for (String answer :
        new String[] {PAGE, WebAnswers.ok("text/plain", "OK"), WebAnswers.NOT_FOUND}) {
      Findings findings = probe(answer, answer);
      assertEquals("absent", Seen.of(findings, HostMetaFacts.PRESENCE));
      assertEquals("no host-meta is served", Seen.of(findings, HostMetaFacts.CORS));
    }
  }

  static Stream<Arguments> hostile() {
    String huge = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n" + XRD;
    return Stream.of(
        argumentSet(
            "1 GB",
            ReasonCode.BUDGET_EXCEEDED,
            (Script) peer -> peer.expect("\r\n\r\n").send(huge).sendEndlessly("<Link/>")),
        says(
            "entities",
            ReasonCode.RESTRICTED_XML,
            WebAnswers.ok(
                "application/xrd+xml",
                "<!DOCTYPE XRD [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><XRD>&a;</XRD>")),
        says("half a document", ReasonCode.PROTOCOL_VIOLATION, xml(link("xbosh", "https://a/"))),
        says(
            "elements in elements",
            ReasonCode.BUDGET_EXCEEDED,
            xml("<a>".repeat(9_000) + "</a>".repeat(9_000) + "</XRD>")),
        says("a redirect to itself", ReasonCode.REDIRECT_REFUSED, moved(XML_PATH)),
        says("to a file", ReasonCode.REDIRECT_REFUSED, moved("file:///etc/passwd")),
        says("to clear text", ReasonCode.REDIRECT_REFUSED, moved("http://www.example.test/")),
        says("inside", ReasonCode.ADDRESS_REFUSED, moved("https://192.168.0.1/host-meta")),
        says("to an inner name", ReasonCode.ADDRESS_REFUSED, moved("https://inner.example/")),
        says("to no name", ReasonCode.DNS_NXDOMAIN, moved("https://nobody.example/")));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void endsWithItsReason(ReasonCode expected, Script script) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      PeerException end = assertThrows(PeerException.class, () -> probe(server));
      assertEquals(expected, end.reason().code(), () -> end.reason().toString());
      assertTrue(server.connections() <= new HostMetaProbe().connections());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"links\": [", "{\"links\": []} {}", "{\"links\": [{\"rel\": 1e", "{'a'"})
  void jsonThatIsNoneIsNotTakenForAnything(String json) {
    PeerException end =
        assertThrows(
            PeerException.class,
            () -> probe(WebAnswers.NOT_FOUND, WebAnswers.ok("application/json", json)));
    assertEquals(ReasonCode.PROTOCOL_VIOLATION, end.reason().code());
  }

  @Test
  void deepJsonIsNotFollowed() {
    String deep = "{\"a\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}";
    PeerException end =
        assertThrows(
            PeerException.class,
            () -> probe(WebAnswers.NOT_FOUND, WebAnswers.ok("application/json", deep)));
    assertEquals(ReasonCode.PROTOCOL_VIOLATION, end.reason().code());
  }

  private static Arguments says(String name, ReasonCode expected, String answer) {
    return argumentSet(
        name,
        expected,
        (Script)
            peer -> {
              while (true) {
                peer.expect("\r\n\r\n").send(answer);
              }
            });
  }

  private static String moved(String to) {
    return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n";
  }

  private static String link(String method, String url) {
    return "<Link rel='urn:xmpp:alt-connections:" + method + "' href='" + url + "'/>";
  }

  private static String xml(String inside) {
    return WebAnswers.ok("application/xrd+xml", XRD + inside);
  }

  private static Findings probe(String xml, String json) throws Exception {
    return probe(Map.of(XML_PATH, xml, JSON_PATH, json));
  }

  private static Findings probe(Map<String, String> answers) throws Exception {
    try (ScriptedServer server = WebAnswers.answering(answers)) {
      return probe(server);
    }
  }

  private static Findings probe(ScriptedServer server) throws PeerException {
    return assertTimeoutPreemptively(
        HANG,
        () -> {
          Findings findings = new Findings();
          new HostMetaProbe()
              .run(
                  TestContexts.leading(
                      WebAnswers.context(Listener.HTTPS, Scheme.HTTP, server.address()), HOSTS),
                  findings);
          return findings;
        });
  }
}
