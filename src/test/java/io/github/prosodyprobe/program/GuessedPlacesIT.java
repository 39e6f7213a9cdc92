package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.prosody.Outsiders;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Scans a domain of which DNS names the clients' port alone: its web side is found at Prosody's own
 * ports, which a machine of its own on loopback has.
 */
class GuessedPlacesIT {

  private static final InetAddress MACHINE = InetAddress.ofLiteral("127.0.0.53");

  private static final Set<String> FOUND =
      Set.of(
          "bosh 127.0.0.53:5280",
          "bosh 127.0.0.53:5281",
          "c2s 127.0.0.53:5222",
          "http 127.0.0.53:5280",
          "https 127.0.0.53:5281",
          "websocket 127.0.0.53:5280",
          "websocket 127.0.0.53:5281");

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theWebSideIsFoundAtProsodysOwnPorts012(ProsodyServer server) throws Exception {
    assertFound(server);
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theWebSideIsFoundAtProsodysOwnPorts13(ProsodyServer server) throws Exception {
    assertFound(server);
  }

  private static void assertFound(ProsodyServer server) throws Exception {
    try (Outsiders _ = door(5222, server.c2s());
        Outsiders _ = door(5280, Objects.requireNonNull(server.http()));
        Outsiders _ = door(5281, Objects.requireNonNull(server.https()))) {
      JsonReport report = scan(server);
      Set<String> places = webPlaces(report);
      assertAll(
          // Beside them those that the host-meta of 13 leads to, behind which nobody is here.
          () -> assertTrue(places.containsAll(FOUND), places::toString),
          () -> assertEquals(Set.of("http-status-closed"), open(report, "http")),
          () -> assertEquals(Set.of("http-status-closed"), open(report, "https")),
          () -> assertTrue(report.on("bosh").checks("fail").contains("bosh-cleartext-refused")),
          () -> assertTrue(report.on("https").checks("pass").contains("tls-versions")));
    }
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void whereNobodyIsNothingIsSaidOfIt(ProsodyServer server) throws Exception {
    try (Outsiders _ = door(5222, server.c2s())) {
      JsonReport report = scan(server);
      Set<String> places = webPlaces(report);
      assertFalse(places.stream().anyMatch(place -> place.startsWith("https")), places::toString);
      assertFalse(places.stream().anyMatch(place -> place.startsWith("bosh")), places::toString);
      assertEquals(Set.of("vantage"), report.reasons());
    }
  }

  private static Outsiders door(int port, InetSocketAddress server) throws IOException {
    return Outsiders.at(new InetSocketAddress(MACHINE, port), server);
  }

  /** What an insider sees open and cannot judge. */
  private static Set<String> open(JsonReport report, String listener) {
    Set<String> seen = new TreeSet<>();
    for (JsonNode result : report.on(listener).root().get("results")) {
      if (result.get("check").asString().equals("http-status-closed")
          && result.get("observed").toString().contains("http-status")) {
        seen.add(result.get("check").asString());
      }
    }
    return seen;
  }

  /** Where something was looked at, but for what is no part of the web or of this test. */
  private static Set<String> webPlaces(JsonReport report) {
    Set<String> places = new TreeSet<>();
    for (JsonNode result : report.root().get("results")) {
      String listener = result.get("listener").asString();
      if (Set.of("c2s", "bosh", "websocket", "http", "https").contains(listener)) {
        places.add(listener + " " + result.get("address").asString());
      }
    }
    return places;
  }

  private static JsonReport scan(ProsodyServer server) throws Exception {
    try (ScriptedNameServer names =
        ScriptedNameServer.ofZone(
            "example.test. A 127.0.0.53",
            "_xmpp-client._tcp.example.test. SRV 5 0 5222 example.test.")) {
      return Program.probe(
              "scan",
              server.domain(),
              "--only",
              "c2s,web,bosh,websocket,https,http",
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
}
