package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges configuration files, alone and beside the server that runs with them or with another. */
class DeclaredIT {

  /** The lines of the audited configuration that no Prosody reads. */
  private static final Set<String> UNREAD =
      Set.of(
          "sasl_mechanisms",
          "archive_compression",
          "max_connections_per_ip",
          "http_headers",
          "bosh_session_timeout",
          "bosh_hold_timeout",
          "bosh_window");

  @TempDir private Path folder;

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theAuditedServerDoesWhatItsFileSaysSoFarAsItIsRead012(ProsodyServer server)
      throws Exception {
    assertAudited(server, "0.12");
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theAuditedServerDoesWhatItsFileSaysSoFarAsItIsRead13(ProsodyServer server) throws Exception {
    assertAudited(server, "13");
  }

  private static void assertAudited(ProsodyServer server, String version) throws Exception {
    JsonReport report = scan(server, audited(), version);
    String unread = String.join("\n", report.texts("config.options-without-effect"));
    assertAll(
        () -> UNREAD.forEach(option -> assertTrue(unread.contains(" " + option + ":"), unread)),
        () -> assertFalse(unread.contains("push_notification"), unread),
        () ->
            assertTrue(
                report.texts("config.options-out-of-place").toString().contains("dont_archive")),
        () -> assertTrue(report.on("config").checks("pass").contains("declared-matches-live")),
        () ->
            assertTrue(
                report
                    .texts("config.same-as-live")
                    .toString()
                    .contains("s2s_secure_auth: declared false")),
        () ->
            assertTrue(
                report
                    .on("config")
                    .checks("fail", "critical")
                    .contains("declared-secrets-changed")),
        () -> assertFalse(report.toString().contains("test-secret")));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void aServerThatRunsWithAnotherFileIsToldByWhatItDoes(ProsodyServer server) throws Exception {
    JsonReport report = scan(server, audited(), "13");
    String differs = String.join("\n", report.texts("config.differs-from-live"));
    assertTrue(report.on("config").checks("fail").contains("declared-matches-live"));
    assertTrue(differs.contains("c2s_require_encryption: declared false"), differs);
    assertTrue(differs.contains("mod_legacyauth: declared loaded"), differs);
  }

  @Test
  void aFileAloneIsJudgedWithoutAServer() throws Exception {
    Program.Ended ended = Program.probe("scan", "--config", audited().toString());
    ended.expect(1);
    assertTrue(ended.errors().contains("Only the file is judged"), ended.errors());
    assertTrue(ended.output().contains("0 connections"), ended.output());
  }

  @Test
  void whatProsodyCouldNotReadIsAnErrorWithItsLine() throws Exception {
    Path file = write("modules_enabled = {\n  'roster'\n  'tls'\n}\n");
    Program.Ended ended = Program.probe("scan", "--config", file.toString());
    ended.expect(2);
    assertTrue(ended.errors().contains("prosody.cfg.lua:3"), ended.errors());
  }

  @Test
  void aTargetThatTheFileDoesNotServeIsAnError() throws Exception {
    Path file = write("VirtualHost 'example.org'\n");
    Program.Ended ended = Program.probe("scan", "example.net", "--config", file.toString());
    ended.expect(2);
    assertTrue(ended.errors().contains("example.org"), ended.errors());
  }

  @Test
  void aDerivedPolicyCanBeUsed() throws Exception {
    Program.Ended derived = Program.probe("policy", "derive", audited().toString());
    derived.expect(0);
    Path policy = Files.writeString(folder.resolve("derived.yaml"), derived.output());
    Program.probe("policy", "validate", policy.toString()).expect(0);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("prosody.cfg.lua"), text);
  }

  private static Path audited() {
    return Path.of("src/test/prosody/config/audited.cfg.lua").toAbsolutePath();
  }

  private static JsonReport scan(ProsodyServer server, Path file, String version) throws Exception {
    return Program.scan(
            server,
            "--connect",
            "s2s=" + Program.hostAndPort(server.s2s()),
            "--config",
            file.toString(),
            "--prosody-version",
            version,
            "--report",
            "json")
        .expect(1)
        .json();
  }
}
