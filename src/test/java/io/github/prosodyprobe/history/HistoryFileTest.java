package io.github.prosodyprobe.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.report.Finding;
import io.github.prosodyprobe.report.History;
import io.github.prosodyprobe.report.JsonReport;
import io.github.prosodyprobe.report.JsonReportReader;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.PastRun;
import io.github.prosodyprobe.report.PastRun.Course;
import io.github.prosodyprobe.report.PastStates;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.ReportFormat;
import io.github.prosodyprobe.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {

  private static final String TARGET = "example.org";

  @TempDir private Path folder;
  private Path file = Path.of("runs.db");
  private Judged judged = judged();

  @BeforeEach
  void place() {
    file = folder.resolve("runs.db");
    judged = judged();
  }

  @Test
  void whatIsKeptComesBack() throws HistoryException {
    keep(TARGET);
    keep("other.example");
    keep(TARGET);
    HistoryFile history = HistoryFile.forReading(file);
    History runs = history.of(TARGET, "Example.org");
    PastRun last = runs.runs().getLast();
    Report report = judged.report();
    assertAll(
        () -> assertEquals(List.of("example.org", "other.example"), history.targets()),
        () -> assertEquals("Example.org", runs.target()),
        () -> assertEquals(List.of(1L, 3L), runs.runs().stream().map(PastRun::number).toList()),
        () -> assertEquals(report.run().finished(), last.finished()),
        () -> assertEquals(Course.COMPLETE, last.course()),
        () -> assertEquals(Verdict.NOT_COMPLIANT, last.verdict()),
        () -> assertEquals(report.policy(), last.policy()),
        () -> assertEquals(report.summary(), last.summary()),
        () -> assertEquals(report.firstCertificateEnd(), last.certificateEnd()),
        () -> assertEquals(PastStates.of(report), last.states()),
        () ->
            assertArrayEquals(
                JsonReport.of(report).getBytes(UTF_8), history.report(TARGET, 3).orElseThrow()),
        () -> assertEquals(Optional.empty(), history.report(TARGET, 2)));
  }

  /** A server's name can come from a stranger; it must not shift the states of what follows. */
  @Test
  void aPlaceWithLineFeedsStaysOnePlace() throws HistoryException {
    Report report = judged.report();
    List<Finding> hostile =
        report.results().stream().map(it -> at("192.0.2.7\n\tx\u2028:5222", it)).toList();
    judged =
        new Judged(
            new Report(
                report.tool(),
                report.policy(),
                report.run(),
                report.facts(),
                hostile,
                report.unmet(),
                report.evidence(),
                report.since()),
            Verdict.NOT_COMPLIANT);
    keep(TARGET);
    PastStates states = HistoryFile.forReading(file).of(TARGET, TARGET).runs().getFirst().states();
    assertEquals(PastStates.of(judged.report()).letters(), states.letters());
  }

  private static Finding at(String address, Finding finding) {
    return new Finding(
        finding.check(),
        finding.title(),
        finding.severity(),
        finding.why(),
        new Endpoint(finding.endpoint().listener(), finding.endpoint().domain(), address),
        finding.state(),
        finding.reason(),
        finding.because(),
        finding.compared(),
        finding.fix(),
        finding.citations(),
        finding.declared(),
        finding.waiving(),
        finding.novelty());
  }

  @Test
  void isForItsOwnerOnlyAndLeavesNothingBesideIt() throws HistoryException, IOException {
    keep(TARGET);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertArrayEquals(new String[] {"runs.db"}, folder.toFile().list());
  }

  @Test
  void isNeverWrittenThroughASymbolicLink() throws IOException, HistoryException {
    Path precious = Files.createFile(folder.resolve("precious"));
    Files.createSymbolicLink(file, precious);
    assertRefused("a symbolic link");
    assertEquals(0, Files.size(precious));
    Files.delete(file);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), elsewhere);
    HistoryFile.forKeeping(linked.resolve("runs.db")).keep(TARGET, judged, Retention.ALL);
    assertTrue(Files.exists(elsewhere.resolve("runs.db")));
  }

  @Test
  void refusesWhatIsNoOrdinaryFile() throws IOException, InterruptedException {
    Files.createDirectory(file);
    assertRefused("no ordinary file");
    Files.delete(file);
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertRefused("no ordinary file"));
    file = folder.resolve("no/such.db");
    assertRefused("its folder does not exist");
  }

  @Test
  void leavesOtherProgramsDatabasesAndNewerOnesAlone()
      throws SQLException, HistoryException, IOException {
    execute("CREATE TABLE theirs (id INTEGER)");
    byte[] theirs = Files.readAllBytes(file);
    assertRefused("of another program");
    assertArrayEquals(theirs, Files.readAllBytes(file));
    Files.delete(file);
    keep(TARGET);
    execute("PRAGMA user_version = " + (HistorySchema.VERSION + 1));
    assertRefused("this program knows version " + HistorySchema.VERSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"beginning", "middle", "cut", "text"})
  void aDamagedFileIsLeftAsItIs(String damage) throws HistoryException, IOException {
    for (int run = 0; run < 30; run++) {
      keep(TARGET);
    }
    byte[] whole = Files.readAllBytes(file);
    byte[] garbage = new byte[4_096];
    Arrays.fill(garbage, (byte) 0x5a);
    byte[] damaged =
        switch (damage) {
          case "beginning" -> with(whole, garbage, 0);
          case "middle" -> with(whole, garbage, 2 * garbage.length);
          case "cut" -> Arrays.copyOf(whole, whole.length - garbage.length - 100);
          default -> "not a database\n".repeat(100).getBytes(UTF_8);
        };
    Files.write(file, damaged, StandardOpenOption.TRUNCATE_EXISTING);
    assertRefused("is damaged, and was left as it is");
    assertArrayEquals(damaged, Files.readAllBytes(file));
  }

  @Test
  void whereThereIsNoneSaysHowToBegin() {
    HistoryException refused =
        assertThrows(HistoryException.class, () -> HistoryFile.forReading(file));
    assertTrue(refused.advice().contains("scan TARGET --history"), refused.advice());
  }

  private void keep(String target) throws HistoryException {
    HistoryFile.forKeeping(file).keep(target, judged, Retention.ALL);
  }

  private void assertRefused(String words) {
    HistoryException refused = assertThrows(HistoryException.class, () -> keep(TARGET));
    assertTrue(String.valueOf(refused.getMessage()).contains(words), refused.getMessage());
  }

  private void execute(String command) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static byte[] with(byte[] whole, byte[] garbage, int offset) {
    byte[] damaged = whole.clone();
    System.arraycopy(garbage, 0, damaged, offset, garbage.length);
    return damaged;
  }

  private static Judged judged() {
    try (InputStream golden =
        Objects.requireNonNull(ReportFormat.class.getResourceAsStream("mixed.json"))) {
      Report report = JsonReportReader.readWhole(golden.readAllBytes()).report();
      return new Judged(report, Verdict.NOT_COMPLIANT);
    } catch (IOException | io.github.prosodyprobe.report.UnreadableReportException e) {
      throw new IllegalStateException(e);
    }
  }
}
