package io.github.prosodyprobe.history;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.report.JsonReportReader;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.PastRun;
import io.github.prosodyprobe.report.PastStates;
import io.github.prosodyprobe.report.ReportFormat;
import io.github.prosodyprobe.report.UnreadableReportException;
import io.github.prosodyprobe.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

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
  void theLastReportsOfEachTargetStayAndTheStatesOfAllRuns() throws HistoryException {
    keep(TARGET, Retention.ALL);
    keep("other.example", Retention.ALL);
    keep(TARGET, Retention.ALL);
    keep(TARGET, new Retention(2));
    List<PastRun> runs = HistoryFile.forReading(file).of(TARGET, TARGET).runs();
    assertAll(
        () -> assertEquals(List.of(1L, 3L, 4L), runs.stream().map(PastRun::number).toList()),
        () -> assertEquals(PastStates.of(judged.report()), runs.getFirst().states()),
        () -> assertEquals(List.of(3L, 4L), withReport(TARGET)),
        () -> assertEquals(List.of(2L), withReport("other.example")));
  }

  @Test
  void theFileGrowsNoMore() throws HistoryException, IOException {
    for (int run = 0; run < 5; run++) {
      keep(TARGET, new Retention(3));
    }
    long settled = Files.size(file);
    for (int run = 0; run < 100; run++) {
      keep(TARGET, new Retention(3));
    }
    long report = HistoryFile.forReading(file).report(TARGET, 105).orElseThrow().length;
    long states = Files.size(file) - settled;
    assertTrue(states < 100 * Math.min(1_000, report), states + " bytes more, " + report);
  }

  @Test
  void severalAtOnceLoseNothing() throws Exception {
    List<Callable<Boolean>> nights = new ArrayList<>();
    for (int night = 0; night < 12; night++) {
      nights.add(
          () -> {
            keep(TARGET, new Retention(4));
            return true;
          });
    }
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> night : executor.invokeAll(nights)) {
        assertTrue(night.get());
      }
    }
    assertEquals(12, HistoryFile.forReading(file).of(TARGET, TARGET).runs().size());
    assertEquals(List.of(9L, 10L, 11L, 12L), withReport(TARGET));
  }

  private void keep(String target, Retention retention) throws HistoryException {
    HistoryFile.forKeeping(file).keep(target, judged, retention);
  }

  /** The numbers of the runs whose report is there. */
  private List<Long> withReport(String target) throws HistoryException {
    HistoryFile history = HistoryFile.forReading(file);
    List<Long> found = new ArrayList<>();
    for (PastRun run : history.of(target, target).runs()) {
      if (history.report(target, run.number()).isPresent()) {
        found.add(run.number());
      }
    }
    return found;
  }

  private static Judged judged() {
    try (InputStream golden =
        Objects.requireNonNull(ReportFormat.class.getResourceAsStream("mixed.json"))) {
      return new Judged(
          JsonReportReader.readWhole(golden.readAllBytes()).report(), Verdict.NOT_COMPLIANT);
    } catch (IOException | UnreadableReportException e) {
      throw new IllegalStateException(e);
    }
  }
}
