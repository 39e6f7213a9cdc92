package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskIT {

  @TempDir private Path folder;

  /** A limit on the size of files fails a write in its middle, and needs no disk to be full. */
  @Test
  void aReportWithoutRoomLeavesTheOlderOneAndTheOthers() throws IOException, InterruptedException {
    Path saved =
        Program.PROJECT.resolve("src/test/resources/io/github/prosodyprobe/report/mixed.json");
    Path older = Files.writeString(folder.resolve("report.html"), "older");
    Path line = folder.resolve("line");
    String command =
        String.join(
            " ",
            Program.commandLine(
                "report",
                saved.toString(),
                "--report",
                "html=" + older,
                "--report",
                "nagios=" + line,
                "-q"));
    Program.Ended ended =
        Program.run(folder, List.of("sh", "-c", "ulimit -f 2 && exec " + command));
    assertAll(
        () -> assertEquals(2, ended.exitCode(), ended.errors()),
        () -> assertTrue(ended.errors().contains("cannot be written"), ended.errors()),
        () -> assertEquals("older", Files.readString(older)),
        () -> assertTrue(Files.readString(line).startsWith("PROSODY-PROBE WARNING")),
        () ->
            assertEquals(
                "NOT COMPLIANT example.org: critical tls-versions; unknown tls-versions\n",
                ended.output()),
        () -> assertEquals(2, folder.toFile().list().length));
  }
}
