package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import io.github.prosodyprobe.report.ReportFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gives a scan every secret that it takes, and looks for them in everything that it leaves. */
class SecretsIT {

  private static final String IN_FILE = "a-secret-in-the-file-5fXq";
  private static final String IN_ENVIRONMENT = "a-secret-in-the-environment-8rTz";
  private static final String IN_ARGUMENT = "a-secret-in-an-argument-2kWv";

  @TempDir private Path folder;

  @Test
  @RealProsody(version = "13", config = "rebuilt")
  void noSecretIsInAnyReportLogOrDatabase(ProsodyServer server) throws Exception {
    Path configuration = folder.resolve("prosody.cfg.lua");
    Files.writeString(
        configuration,
        Files.readString(server.config())
            + """

            Component "gateway.example.test"
            component_secret = "%s"
            Component "relay.example.test"
            component_secret = os.getenv("RELAY_SECRET")
            VirtualHost "other.example.test"
            turn_external_secret = "%s"
            sql = { driver = "MySQL"; password = ENV_DATABASE_PASSWORD }
            """
                .formatted(IN_FILE, IN_FILE));
    Path environment =
        Files.writeString(folder.resolve("environment"), "RELAY_SECRET=" + IN_ENVIRONMENT + "\n");
    Path left = Files.createDirectory(folder.resolve("left"));
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--connect", "s2s=" + Program.hostAndPort(server.s2s())));
    options.addAll(List.of("--s2s-identity", server.peerDomain()));
    options.addAll(List.of("--s2s-cert", server.peerCertificate().toString()));
    options.addAll(List.of("--s2s-key", server.peerKey().toString()));
    options.addAll(List.of("--config", configuration.toString()));
    options.addAll(List.of("--env-file", environment.toString()));
    options.addAll(List.of("--env", "DATABASE_PASSWORD=" + IN_ARGUMENT));
    options.addAll(List.of("--history", left.resolve("runs.db").toString(), "-v", "--debug"));
    for (ReportFormat format : ReportFormat.values()) {
      options.addAll(List.of("--report", format.word() + "=" + left.resolve(format.word())));
    }
    Ended scan = Program.scan(server, options.toArray(String[]::new)).expect(1);
    String report = left.resolve("json").toString();
    Ended again = Program.probe("report", report, "--report", "text", "-v");
    Ended kept =
        Program.probe(
            "history",
            server.domain(),
            "--history",
            left.resolve("runs.db").toString(),
            "--run",
            "1");
    StringBuilder all = new StringBuilder().append(scan).append(again).append(kept);
    try (Stream<Path> files = Files.walk(left)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    String everything = all.toString();
    assertTrue(everything.contains("component_secret"), "the settings are told of");
    assertTrue(kept.output().contains("component_secret"), "the database has the report");
    List<String> secrets = new ArrayList<>(List.of(IN_FILE, IN_ENVIRONMENT, IN_ARGUMENT));
    Files.readAllLines(server.peerKey()).stream()
        .filter(line -> line.length() > 40)
        .forEach(secrets::add);
    assertTrue(secrets.size() > 10, "the key has lines");
    assertEquals(List.of(), secrets.stream().filter(everything::contains).toList());
  }
}
