package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scans real servers. What fails on the audited one, and why, stands in {@code
 * src/docs/decisions/0005-what-the-audited-server-does-wrong.md}.
 */
class ScanIT {

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void findsWhatTheAuditedServerDoesWrong012(ProsodyServer server) throws Exception {
    assertAudited(server, "channel-binding-offered");
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void findsWhatTheAuditedServerDoesWrong13(ProsodyServer server) throws Exception {
    assertAudited(server);
  }

  private static void assertAudited(ProsodyServer server, String... furtherSuggestions) throws Exception {
    JsonReport report = Program.scan(server, "--report", "json").expect(1).json();
    Set<String> wanted = new TreeSet<>(List.of(furtherSuggestions));
    wanted.add("sasl-plain-absent");
    wanted.add("sasl-scram-sha-256-offered");
    wanted.add("tls-groups-post-quantum");
    assertAll(
        () ->
            assertEquals(
                Set.of("c2s-tls-required", "plain-before-tls-refused"),
                report.checks("fail", "critical")),
        () -> assertEquals(Set.of("legacy-auth-off"), report.checks("fail", "warning")),
        () -> assertEquals(wanted, report.checks("fail", "suggestion")),
        () -> assertEquals(Set.of(), report.checks("unknown")),
        () ->
            assertEquals(
                Set.of("TLSv1.2", "TLSv1.3"),
                report.texts("tls.versions"),
                "the audit called the defaults insecure; they are not"));
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void findsNothingAtTheRecommendedServer012(ProsodyServer server) throws Exception {
    assertRecommended(server);
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void findsNothingAtTheRecommendedServer13(ProsodyServer server) throws Exception {
    assertRecommended(server);
  }

  private static void assertRecommended(ProsodyServer server) throws Exception {
    JsonReport report = Program.scan(server, "--report", "json").expect(0).json();
    assertAll(
        () -> assertEquals(Set.of(), report.checks("fail", "critical")),
        () -> assertEquals(Set.of(), report.checks("fail", "warning")),
        () -> assertEquals(Set.of(), report.checks("unknown")),
        () -> assertTrue(report.root().get("run").get("complete").asBoolean()),
        () -> {
          int used = report.root().get("run").get("connections").get("used").asInt();
          assertTrue(used <= 36, used + " connections");
        });
  }

  @Test
  @RealProsody(version = "13", config = "default")
  void aFormIsNoOpenRegistrationAndNeedsTheCanaryToTell(ProsodyServer server) throws Exception {
    JsonReport without = Program.scan(server, "--report", "json").expect(3).json();
    assertEquals(Set.of("registration-closed"), without.checks("unknown"));
    assertEquals(Set.of("needs-canary"), without.reasons());
    JsonReport with =
        Program.scan(server, "--report", "json", "--canary", server.canary()).expect(0).json();
    assertTrue(with.checks("pass").contains("registration-closed"));
  }

  @Test
  @RealProsody(version = "0.12", config = "default")
  void theDistributionsDefaultsOf012AreFine(ProsodyServer server) throws Exception {
    JsonReport report =
        Program.scan(server, "--report", "json", "--canary", server.canary()).expect(0).json();
    assertEquals(Set.of(), report.checks("unknown"));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void withoutTheRightRootNothingIsTrusted(ProsodyServer server) throws Exception {
    JsonReport report =
        Program.probe(
                "scan",
                server.domain(),
                "--connect",
                "c2s=" + Program.hostAndPort(server.c2s()),
                "--report",
                "json")
            .expect(1)
            .json();
    assertEquals(Set.of("certificate-trusted"), report.checks("fail", "critical"));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theWrongDomainIsAnsweredWithoutGuessing(ProsodyServer server) throws Exception {
    JsonReport report =
        Program.probe(
                "scan",
                "other.example",
                "--connect",
                "c2s=" + Program.hostAndPort(server.c2s()),
                "--report",
                "json")
            .expect(3)
            .json();
    assertEquals(Set.of("stream-error:host-unknown"), report.reasons());
    assertEquals(Set.of(), report.checks("fail"));
    assertEquals(Set.of(), report.checks("pass"));
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void onlyAsksForWhatAWantedCheckNeeds(ProsodyServer server) throws Exception {
    JsonReport report =
        Program.scan(server, "--report", "json", "--only", "c2s-tls-required").expect(1).json();
    assertEquals(Set.of("c2s-tls-required"), report.checks("fail"));
    assertEquals(1, report.root().get("run").get("connections").get("used").asInt());
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void factsCanBeJudgedAgainLater(ProsodyServer server, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("facts.json");
    Program.scan(server, "--report", "json=" + file, "--report", "text").expect(1);
    JsonReport scanned = JsonReport.of(Files.readString(file));
    JsonReport again =
        Program.probe("evaluate", file.toString(), "--report", "json").expect(1).json();
    assertEquals(scanned.checks("fail"), again.checks("fail"));
    assertEquals(scanned.root().get("facts"), again.root().get("facts"));
    JsonReport minimum =
        Program.probe("evaluate", file.toString(), "-P", "xmpp-minimum", "--report", "json")
            .expect(1)
            .json();
    assertEquals(Set.of("plain-before-tls-refused"), minimum.checks("fail"));
  }
}
