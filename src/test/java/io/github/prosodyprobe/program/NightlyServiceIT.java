package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the systemd service does, word by word but for the folders. */
class NightlyServiceIT {

  private static final Path DIST = Program.PROJECT.resolve("src/main/dist");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^ExecStart=/usr/bin/prosody-probe ((?:.*\\\\\\n)*.*)$");

  @TempDir private Path folder;

  @Test
  @RealProsody(version = "13", config = "recommended")
  void itsCommandKeepsReportsMetricsAndHistory(ProsodyServer server) throws Exception {
    Files.writeString(
        folder.resolve("targets.yaml"),
        """
        targets:
          - domain: %s
            connect: { c2s: "%s" }
            trust: %s
        """
            .formatted(server.domain(), Program.hostAndPort(server.c2s()), server.ca()));
    for (int night = 1; night <= 2; night++) {
      Ended ended = Program.run(folder, command()).expect(0);
      assertTrue(ended.output().contains("COMPLIANT  " + server.domain()), ended.output());
    }
    Path metrics = folder.resolve("run/prosody-probe/prosody-probe.prom");
    Ended history =
        Program.probe(
            "history",
            server.domain(),
            "--history",
            folder.resolve("state/prosody-probe/history.db").toString());
    assertAll(
        () -> assertTrue(history.expect(0).output().contains("2 runs"), history.output()),
        () -> assertEquals("rw-r--r--", permissions(metrics), "for the textfile collector"),
        () ->
            assertEquals(
                "rw-------",
                permissions(folder.resolve("state/prosody-probe/" + server.domain() + ".json"))));
  }

  /** What the package puts there is a list without targets, which has to be told apart. */
  @Test
  void beforeAnybodyHasWrittenATargetItSaysSo() throws Exception {
    Files.copy(DIST.resolve("etc/targets.yaml"), folder.resolve("targets.yaml"));
    Ended ended = Program.run(folder, command()).expect(2);
    assertTrue(ended.errors().contains("targets.yaml"), ended.errors());
  }

  @Test
  void theExampleInTheFileIsOneThatCanBeUsed() throws Exception {
    String example =
        Files.readString(DIST.resolve("etc/targets.yaml"))
            .replaceAll("(?s)^.*?(?=# defaults:)", "")
            .replaceAll("(?m)^# ", "");
    Path targets = Files.writeString(folder.resolve("targets.yaml"), example);
    Ended ended =
        Program.probe("scan", "--targets", targets.toString(), "--plan", "--resolver=127.0.0.1:9");
    assertTrue(ended.exitCode() != 2, ended.errors());
    assertTrue(ended.output().contains("192.0.2.7:5269"), ended.output());
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> command() throws IOException {
    Matcher command =
        COMMAND.matcher(Files.readString(DIST.resolve("systemd/prosody-probe.service")));
    assertTrue(command.find(), "the service starts the program");
    Files.createDirectories(folder.resolve("state/prosody-probe"));
    Files.createDirectories(folder.resolve("run/prosody-probe"));
    String line =
        command
            .group(1)
            .replace("\\\n", " ")
            .replace("%S", folder.resolve("state").toString())
            .replace("%t", folder.resolve("run").toString())
            .replace("/etc/prosody-probe", folder.toString());
    return Program.commandLine(line.strip().split(" +"));
  }
}
