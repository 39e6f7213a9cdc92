package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.prosody.NginxProxy;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/**
 * Scans a domain by its name alone, whose own address has a real nginx at the ordinary ports in
 * front of a real Prosody: all of the web side is found through it.
 */
@EnabledIf("mayListen")
class OrdinaryPortsIT {

  private static final InetAddress WEB = InetAddress.ofLiteral("127.0.0.54");
  private static final String HTTP = WEB.getHostAddress() + ":80";
  private static final String HTTPS = WEB.getHostAddress() + ":443";

  @Test
  @RealProsody(version = "0.12", config = "every-http-module")
  void allOfTheWebSideIsFound012(ProsodyServer server) throws Exception {
    assertFound(server);
  }

  @Test
  @RealProsody(version = "13", config = "every-http-module")
  void allOfTheWebSideIsFound13(ProsodyServer server) throws Exception {
    assertFound(server);
  }

  private static void assertFound(ProsodyServer server) throws Exception {
    try (NginxProxy proxy = NginxProxy.before(server, "announces", WEB)) {
      assertEquals(HTTPS, Program.hostAndPort(proxy.https()));
      JsonReport report = scan(server);
      assertAll(
          () ->
              assertEquals(
                  Set.of("bosh " + HTTPS, "http " + HTTP, "https " + HTTPS, "websocket " + HTTPS),
                  places(report, server)),
          () -> assertEquals("granted", value(report, "bosh.session", HTTPS)),
          () -> assertTrue(value(report, "bosh.mechanisms", HTTPS).contains("SCRAM-SHA-1")),
          () -> assertEquals("features", value(report, "websocket.stream", HTTPS)),
          () -> assertTrue(value(report, "websocket.mechanisms", HTTPS).contains("SCRAM-SHA-1")),
          () -> assertEquals("both", value(report, "host-meta.presence", HTTPS)),
          () -> assertEquals("", value(report, "host-meta.dead-links", HTTPS)),
          () -> assertEquals("http", value(report, "port.answer", HTTP)),
          () -> assertTrue(report.on("http").checks("pass").contains("http-redirects-to-https")),
          () -> assertTrue(report.on("https").checks("pass").contains("tls-versions")),
          () -> assertTrue(report.on("https").checks("pass").contains("certificate-names")),
          () -> assertTrue(value(report, "http.endpoints-open", HTTPS).contains("front-page")),
          () -> assertEquals("file-share", value(report, "http.component-endpoints-open", HTTPS)));
    }
  }

  /** Only root may listen at these ports, and nobody where somebody does. */
  static boolean mayListen() {
    try (ServerSocket _ = new ServerSocket(80, 1, WEB);
        ServerSocket _ = new ServerSocket(443, 1, WEB)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static JsonReport scan(ProsodyServer server) throws Exception {
    try (ScriptedNameServer names =
        ScriptedNameServer.ofZone(
            "example.test. A 127.0.0.54",
            "upload.example.test. A 127.0.0.54",
            "xmpp.example.test. A 127.0.0.1",
            "_xmpp-client._tcp.example.test. SRV 5 0 "
                + server.c2s().getPort()
                + " xmpp.example.test.")) {
      return Program.probe(
              "scan",
              server.domain(),
              "--also",
              "upload.example.test",
              "--only",
              "web,bosh,websocket,https,http",
              "--resolver",
              Program.hostAndPort(names.address()),
              "--vantage",
              "internal",
              "--trust",
              server.ca().toString(),
              "--report",
              "json")
          .json();
    }
  }

  /** What was looked at of the domain at its own ports. */
  private static Set<String> places(JsonReport report, ProsodyServer server) {
    Set<String> places = new TreeSet<>();
    for (JsonNode result : report.root().get("results")) {
      String listener = result.get("listener").asString();
      if (Set.of("bosh", "websocket", "http", "https").contains(listener)
          && Set.of(HTTP, HTTPS).contains(result.get("address").asString())
          && result.get("domain").asString().equals(server.domain())) {
        places.add(listener + " " + result.get("address").asString());
      }
    }
    return places;
  }

  /** The value of a fact at an address, the texts of a set behind one another. */
  private static String value(JsonReport report, String fact, String address) {
    for (JsonNode state : report.root().get("facts").get(fact)) {
      JsonNode value = state.get("value");
      if (state.get("address").asString().equals(address) && value != null && !value.isNull()) {
        Set<String> texts = new TreeSet<>();
        value.forEach(text -> texts.add(text.asString()));
        return value.isArray() ? String.join(" ", texts) : value.asString();
      }
    }
    throw new AssertionError(fact + " was not observed at " + address + ": " + report.root());
  }
}
