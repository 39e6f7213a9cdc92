package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

  @TempDir private Path folder;

  @Test
  void replacesAnOlderReportAndIsForItsOwnerOnly() throws IOException {
    Path file = Files.writeString(folder.resolve("report.json"), "a longer older one");
    ReportFile.write(file, "new");
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertOnly("report.json");
  }

  @Test
  void neverWritesThroughASymbolicLink() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
    Path link = Files.createSymbolicLink(folder.resolve("report.json"), elsewhere);
    assertThrows(UserError.class, () -> ReportFile.write(link, "new"));
    assertEquals("precious", Files.readString(elsewhere));
  }

  @Test
  void refusesWhatIsNoOrdinaryFile() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("a"));
    assertThrows(UserError.class, () -> ReportFile.write(inside, "new"));
    assertThrows(UserError.class, () -> ReportFile.write(Path.of("/dev/null"), "new"));
    assertThrows(UserError.class, () -> ReportFile.write(folder.resolve("b/c"), "new"));
    assertOnly("a");
  }

  private void assertOnly(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          name, files.map(file -> file.getFileName().toString()).reduce("", String::concat));
    }
  }
}
