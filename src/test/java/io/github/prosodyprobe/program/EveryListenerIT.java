package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Scans all TLS listeners of real servers at once, direct TLS for servers above all. */
class EveryListenerIT {

  /** 130 for TLS, and ten for what the web server of https is asked for. */
  private static final int MOST_CONNECTIONS = 140;

  private static final Set<String> EVERYWHERE =
      Set.of("same-certificate", "tls-same-everywhere", "tls-versions", "certificate-names");

  /** Prosody sends none of the headers that protect pages, and knows no option for them. */
  private static final Set<String> ON_HTTPS =
      Set.of(
          "tls-groups-post-quantum",
          "http-hsts",
          "http-content-type-options",
          "http-frame-options",
          "http-referrer-policy",
          "http-content-security-policy",
          "http-permissions-policy",
          "http-opener-policy");

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theAuditedServerBelievesTheDnsInsideDirectTls012(ProsodyServer server) throws Exception {
    assertAudited(server);
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theAuditedServerBelievesTheDnsInsideDirectTls13(ProsodyServer server) throws Exception {
    assertAudited(server);
  }

  private static void assertAudited(ProsodyServer server) throws Exception {
    JsonReport report = scan(listeners(server), server).expect(1).json();
    JsonReport direct = report.on("s2s-direct");
    assertAll(
        () -> assertAlike(report),
        () -> {
          Set<String> expected = new HashSet<>(ON_HTTPS);
          expected.add("http-status-closed");
          assertEquals(expected, report.on("https").checks("fail"));
        },
        () -> assertEquals(Set.of("s2s-certificate-required"), direct.checks("fail", "critical")),
        () -> assertEquals(Set.of(), direct.checks("fail", "warning")),
        () -> assertText(report, "s2s.peer-without-certificate", "dialback"),
        () -> assertText(report, "s2s.peer-self-signed", "dialback"));
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void theRecommendedServerWantsCertificatesInsideDirectTls012(ProsodyServer server)
      throws Exception {
    assertRecommended(server);
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theRecommendedServerWantsCertificatesInsideDirectTls13(ProsodyServer server)
      throws Exception {
    assertRecommended(server);
  }

  private static void assertRecommended(ProsodyServer server) throws Exception {
    JsonReport report = scan(listeners(server), server).expect(0).json();
    JsonReport direct = report.on("s2s-direct");
    assertAll(
        () -> assertAlike(report),
        () -> assertEquals(ON_HTTPS, report.on("https").checks("fail")),
        () -> assertEquals(Set.of("tls-groups-post-quantum"), direct.checks("fail")),
        () -> assertTrue(direct.checks("pass").contains("s2s-certificate-required")),
        () -> assertText(report, "s2s.peer-without-certificate", "refused"),
        () -> assertText(report, "s2s.peer-self-signed", "refused"));
  }

  private static void assertAlike(JsonReport report) {
    assertEquals(Set.of(), report.checks("unknown"));
    assertText(report, "direct-tls.alpn-right", "ignored");
    for (String listener : List.of("c2s", "c2s-direct", "s2s", "s2s-direct", "https")) {
      assertTrue(report.on(listener).checks("pass").containsAll(EVERYWHERE), listener);
    }
    assertTrue(report.on("s2s-direct").checks("pass").contains("foreign-domain-refused"));
    int used = report.root().get("run").get("connections").get("used").asInt();
    assertTrue(used <= MOST_CONNECTIONS, used + " connections");
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void whatSpeaksSomethingElseInsideTlsIsNoPass(ProsodyServer server) throws Exception {
    Map<String, InetSocketAddress> wrong =
        Map.of(
            "tcp-closed",
            Objects.requireNonNull(server.https()),
            "protocol-violation",
            server.c2sDirect(),
            "tls-violation",
            server.s2s());
    for (Map.Entry<String, InetSocketAddress> entry : wrong.entrySet()) {
      JsonReport report =
          scan(Map.of("s2s-direct", entry.getValue()), server, "--only", "s2s-direct")
              .expect(3)
              .json();
      assertEquals(Set.of(entry.getKey()), report.reasons());
      assertEquals(Set.of(), report.checks("pass"));
      assertEquals(Set.of(), report.checks("fail"));
    }
  }

  private static Map<String, InetSocketAddress> listeners(ProsodyServer server) {
    return Map.of(
        "c2s",
        server.c2s(),
        "c2s-direct",
        server.c2sDirect(),
        "s2s",
        server.s2s(),
        "s2s-direct",
        server.s2sDirect(),
        "https",
        Objects.requireNonNull(server.https()));
  }

  private static Program.Ended scan(
      Map<String, InetSocketAddress> listeners, ProsodyServer server, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("scan", server.domain()));
    new TreeMap<>(listeners)
        .forEach(
            (listener, address) ->
                arguments.addAll(
                    List.of("--connect", listener + "=" + Program.hostAndPort(address))));
    arguments.addAll(List.of("--trust", server.ca().toString(), "--report", "json"));
    arguments.addAll(List.of(options));
    return Program.probe(arguments.toArray(String[]::new));
  }

  private static void assertText(JsonReport report, String fact, String expected) {
    assertEquals(expected, report.factOn("s2s-direct", fact).orElse("nothing"), fact);
  }
}
