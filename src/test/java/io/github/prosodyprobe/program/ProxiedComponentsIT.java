package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scans servers behind a proxy, with rooms and uploads on hosts of their own. */
class ProxiedComponentsIT {

  private static final Set<String> LISTENERS = Set.of("c2s", "c2s-direct", "s2s", "s2s-direct");

  @Test
  @RealProsody(version = "0.12", config = "proxied-components")
  void nothingIsWrongWithTheMainHost012(ProsodyServer server) throws Exception {
    assertMainHost(server);
  }

  @Test
  @RealProsody(version = "13", config = "proxied-components")
  void nothingIsWrongWithTheMainHost13(ProsodyServer server) throws Exception {
    assertMainHost(server);
  }

  private static void assertMainHost(ProsodyServer server) throws Exception {
    JsonReport report =
        Program.scan(
                server,
                "--connect",
                "c2s-direct=" + Program.hostAndPort(server.c2sDirect()),
                "--connect",
                "s2s=" + Program.hostAndPort(server.s2s()),
                "--connect",
                "s2s-direct=" + Program.hostAndPort(server.s2sDirect()),
                "--report",
                "json")
            .expect(0)
            .json();
    assertNothingWorse(report);
    for (String listener : LISTENERS) {
      assertTrue(
          report.on(listener).checks("pass").contains("same-certificate"),
          () -> listener + " shows another certificate, or was not compared");
    }
    assertEquals(
        Set.of("dns:*.example.test", "dns:example.test"), report.texts("certificate.names"));
  }

  @Test
  @RealProsody(version = "0.12", config = "proxied-components")
  void componentsShowCertificatesOfTheirOwn012(ProsodyServer server) throws Exception {
    assertComponents(server);
  }

  @Test
  @RealProsody(version = "13", config = "proxied-components")
  void componentsShowCertificatesOfTheirOwn13(ProsodyServer server) throws Exception {
    assertComponents(server);
  }

  /** A component is a domain of its own, which only servers talk to. */
  private static void assertComponents(ProsodyServer server) throws Exception {
    assertEquals(2, server.components().size());
    for (String component : server.components()) {
      JsonReport report =
          Program.probe(
                  "scan",
                  component,
                  "--connect",
                  "s2s=" + Program.hostAndPort(server.s2s()),
                  "--trust",
                  server.ca().toString(),
                  "--only",
                  "s2s",
                  "--report",
                  "json")
              .expect(0)
              .json();
      assertNothingWorse(report);
      assertEquals(
          Set.of("dns:*." + component, "dns:" + component), report.texts("certificate.names"));
    }
  }

  private static void assertNothingWorse(JsonReport report) {
    assertAll(
        () -> assertEquals(Set.of(), report.checks("fail", "critical")),
        () -> assertEquals(Set.of(), report.checks("fail", "warning")),
        () -> assertEquals(Set.of(), report.checks("unknown")),
        () -> assertTrue(report.checks("pass").contains("s2s-certificate-required")));
  }
}
