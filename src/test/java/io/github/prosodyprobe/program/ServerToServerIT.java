package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scans the listeners for servers of real servers. */
class ServerToServerIT {

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theAuditedServerBelievesTheDns012(ProsodyServer server) throws Exception {
    assertAudited(server);
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theAuditedServerBelievesTheDns13(ProsodyServer server) throws Exception {
    assertAudited(server);
  }

  private static void assertAudited(ProsodyServer server) throws Exception {
    JsonReport report = scan(server, 1);
    assertAll(
        () ->
            assertEquals(
                Set.of("s2s-tls-required", "s2s-certificate-required"),
                report.checks("fail", "critical")),
        () -> assertEquals(Set.of(), report.checks("fail", "warning")),
        () -> assertEquals(Set.of(), report.checks("unknown")),
        () -> assertText(report, "s2s.peer-without-certificate", "dialback"),
        () -> assertText(report, "s2s.peer-self-signed", "dialback"),
        () -> assertText(report, "s2s.bidi-after-tls", "true"),
        () -> assertAlike(report));
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void theRecommendedServerWantsCertificates012(ProsodyServer server) throws Exception {
    assertRecommended(server);
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theRecommendedServerWantsCertificates13(ProsodyServer server) throws Exception {
    assertRecommended(server);
  }

  private static void assertRecommended(ProsodyServer server) throws Exception {
    JsonReport report = scan(server, 0);
    assertAll(
        () -> assertEquals(Set.of("tls-groups-post-quantum"), report.checks("fail")),
        () -> assertEquals(Set.of(), report.checks("unknown")),
        () -> assertTrue(report.checks("pass").contains("s2s-certificate-required")),
        () -> assertTrue(report.checks("pass").contains("starttls-injection-discarded")),
        () -> assertText(report, "s2s.peer-without-certificate", "refused"),
        () -> assertText(report, "s2s.peer-self-signed", "refused"),
        () -> assertText(report, "s2s.peer-self-signed-condition", "not-authorized"),
        () -> assertTrue(report.factOn("s2s", "s2s.dialback-after-tls").isEmpty()),
        () -> assertTrue(log(server).contains("self-signed"), "the certificate was not shown"),
        () -> assertAlike(report));
  }

  /** Only who is refused tells the servers apart; what they advertise does not. */
  private static void assertAlike(JsonReport report) {
    assertText(report, "s2s.dialback-before-tls", "true");
    assertText(report, "s2s.certificate-requested", "true");
    assertText(report, "certificate.identity", "dns");
    assertText(report, "certificate.trust", "trusted");
    assertTrue(report.root().get("run").get("complete").asBoolean());
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theServerIsNeverAddressedInItsOwnName(ProsodyServer server) throws Exception {
    scan(server, 0);
    String log = log(server);
    assertTrue(log.contains(".invalid->" + server.domain()), "nobody has connected");
    assertFalse(log.contains("from a host we serve"));
  }

  private static JsonReport scan(ProsodyServer server, int exitCode) throws Exception {
    return Program.scan(
            server,
            "--connect",
            "s2s=" + Program.hostAndPort(server.s2s()),
            "--only",
            "s2s",
            "--report",
            "json")
        .expect(exitCode)
        .json();
  }

  private static String log(ProsodyServer server) throws IOException {
    return Files.readString(server.log());
  }

  /** The c2s listener is met too but asked for nothing of this; its facts come in front. */
  private static void assertText(JsonReport report, String fact, String expected) {
    assertEquals(expected, report.factOn("s2s", fact).orElse("nothing"), fact);
  }
}
