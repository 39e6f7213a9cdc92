package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.SignedZones.State;
import io.github.prosodyprobe.program.SignedZones.Zone;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans all of a domain in one go, led to its ports by a real, validating resolver. */
class WholeDomainIT {

  /** What fails, by listener: critical checks, then warnings. */
  private static final Map<String, List<Set<String>>> NOTHING =
      Map.of(
          "c2s", List.of(Set.of(), Set.of()),
          "c2s-direct", List.of(Set.of(), Set.of()),
          "s2s", List.of(Set.of(), Set.of()),
          "s2s-direct", List.of(Set.of(), Set.of()),
          "dns", List.of(Set.of(), Set.of()));

  private static final Map<String, List<Set<String>>> AUDITED =
      Map.of(
          "c2s",
              List.of(
                  Set.of("c2s-tls-required", "plain-before-tls-refused"),
                  Set.of("legacy-auth-off")),
          "c2s-direct", List.of(Set.of(), Set.of("legacy-auth-off")),
          "s2s", List.of(Set.of("s2s-tls-required", "s2s-certificate-required"), Set.of()),
          "s2s-direct", List.of(Set.of("s2s-certificate-required"), Set.of()),
          "dns", List.of(Set.of(), Set.of()));

  @TempDir private Path folder;

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void audited012(ProsodyServer server) throws Exception {
    assertFails(AUDITED, server, scan(server, State.SIGNED).expect(1).json());
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void audited13(ProsodyServer server) throws Exception {
    assertFails(AUDITED, server, scan(server, State.SIGNED).expect(1).json());
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void recommended012(ProsodyServer server) throws Exception {
    assertFails(NOTHING, server, scan(server, State.SIGNED).expect(0).json());
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void recommended13(ProsodyServer server) throws Exception {
    assertFails(NOTHING, server, scan(server, State.SIGNED).expect(0).json());
  }

  @Test
  @RealProsody(version = "0.12", config = "proxied-components")
  void proxiedComponents012(ProsodyServer server) throws Exception {
    assertFails(NOTHING, server, scan(server, State.SIGNED).expect(0).json());
  }

  @Test
  @RealProsody(version = "13", config = "proxied-components")
  void proxiedComponents13(ProsodyServer server) throws Exception {
    assertFails(NOTHING, server, scan(server, State.SIGNED).expect(0).json());
  }

  @Test
  @RealProsody(version = "13", config = "proxied-components")
  void withoutSignaturesOnlyTheSignaturesAreMissing(ProsodyServer server) throws Exception {
    JsonReport report = scan(server, State.UNSIGNED).expect(0).json();
    assertFails(NOTHING, server, report);
    assertTrue(report.on("dns").checks("fail", "suggestion").contains("dns-dnssec"));
  }

  @Test
  @RealProsody(version = "13", config = "proxied-components")
  void withWrongSignaturesNobodyIsDialled(ProsodyServer server) throws Exception {
    JsonReport report = scan(server, State.BOGUS).expect(3).json();
    assertAll(
        () -> assertEquals(Set.of("dns-dnssec"), report.checks("fail")),
        () -> assertEquals(Set.of(), report.on("c2s").checks("pass")),
        () -> assertEquals(Set.of(), report.on("s2s").checks("pass")),
        () -> assertEquals(Set.of("dns-servfail"), report.reasons()),
        () ->
            assertEquals(
                0, report.root().get("run").get("connections").get("used").asInt(), "dialled"));
  }

  private static void assertFails(
      Map<String, List<Set<String>>> expected, ProsodyServer server, JsonReport report) {
    assertEquals(Set.of(), report.checks("unknown"), () -> "for " + report.reasons());
    expected.forEach(
        (listener, fails) -> {
          JsonReport one = report.on(listener);
          assertAll(
              listener,
              () -> assertEquals(fails.getFirst(), one.checks("fail", "critical")),
              () -> assertEquals(fails.getLast(), one.checks("fail", "warning")),
              () -> assertTrue(!one.checks("pass").isEmpty(), "nothing was looked at"));
        });
    for (String listener : Set.of("s2s", "s2s-direct")) {
      Set<String> domains = new TreeSet<>();
      report
          .on(listener)
          .root()
          .get("results")
          .forEach(result -> domains.add(result.get("domain").asString()));
      Set<String> expectedDomains = new TreeSet<>(hosts(server));
      expectedDomains.add(server.domain());
      assertEquals(expectedDomains, domains, listener);
    }
  }

  /** The rooms are there in all configurations; only one has them with their own certificate. */
  private static List<String> hosts(ProsodyServer server) {
    return server.components().isEmpty()
        ? List.of("conference." + server.domain())
        : server.components();
  }

  /** The last host is named, and one before it found by its customary name. */
  private Program.Ended scan(ProsodyServer server, State state) throws Exception {
    Zone zone = new Zone("example", state, records(server));
    try (SignedZones zones = new SignedZones(folder, List.of(zone))) {
      return Program.probe(
          "scan",
          server.domain(),
          "--resolver",
          zones.resolver(),
          "--vantage",
          "internal",
          "--skip",
          "external",
          "--trust",
          server.ca().toString(),
          "--also",
          hosts(server).getLast(),
          "--report",
          "json");
    }
  }

  private static String records(ProsodyServer server) {
    List<String> lines = new ArrayList<>();
    lines.add("@ 3600 IN CAA 0 issue \"ca.example\"");
    lines.add("xmpp 3600 IN A 127.0.0.1");
    lines.add(srv("_xmpp-client._tcp", server.c2s()));
    lines.add(srv("_xmpps-client._tcp", server.c2sDirect()));
    List<String> domains = new ArrayList<>(hosts(server));
    domains.add(server.domain());
    for (String domain : domains) {
      lines.add(srv("_xmpp-server._tcp." + domain + ".", server.s2s()));
      lines.add(srv("_xmpps-server._tcp." + domain + ".", server.s2sDirect()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String srv(String service, InetSocketAddress address) {
    return service + " 3600 IN SRV 5 0 " + address.getPort() + " xmpp";
  }
}
