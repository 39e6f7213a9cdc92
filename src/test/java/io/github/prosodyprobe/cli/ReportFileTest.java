package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.prosodyprobe.cli.ReportFile.Readers;
import io.github.prosodyprobe.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

  @TempDir private Path folder;

  @Test
  void replacesAnOlderReportAndIsForItsOwnerOnly() throws IOException {
    Path file = Files.writeString(folder.resolve("report.json"), "a longer older one");
    ReportFile.write(file, "new", Readers.OWNER);
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertOnly("report.json");
  }

  @Test
  void neverWritesThroughASymbolicLink() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
    Path link = Files.createSymbolicLink(folder.resolve("report.json"), elsewhere);
    assertThrows(UserError.class, () -> ReportFile.write(link, "new", Readers.OWNER));
    assertEquals("precious", Files.readString(elsewhere));
  }

  @Test
  void refusesWhatIsNoOrdinaryFile() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("a"));
    assertThrows(UserError.class, () -> ReportFile.write(inside, "new", Readers.OWNER));
    assertThrows(
        UserError.class, () -> ReportFile.write(Path.of("/dev/null"), "new", Readers.OWNER));
    assertThrows(
        UserError.class, () -> ReportFile.write(folder.resolve("b/c"), "new", Readers.OWNER));
    assertOnly("a");
  }

  /** One that not even root can write to. */
  @Test
  void saysThatAFolderTakesNoFiles() {
    UserError refused =
        assertThrows(
            UserError.class,
            () -> ReportFile.write(Path.of("/proc/report.json"), "new", Readers.OWNER));
    assertEquals(
        "the report /proc/report.json cannot be written: its folder takes no files",
        refused.getMessage());
  }

  @Test
  void metricsAreForTheirCollectorToo() throws IOException {
    Path file = folder.resolve("prosody.prom");
    ReportFile.write(file, "new", Readers.of(ReportFormat.PROMETHEUS));
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aFifoIsNotWaitedFor() throws IOException, InterruptedException {
    Path fifo = folder.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThrows(UserError.class, () -> ReportFile.write(fifo, "new", Readers.OWNER)));
  }

  private void assertOnly(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          name, files.map(file -> file.getFileName().toString()).reduce("", String::concat));
    }
  }
}
