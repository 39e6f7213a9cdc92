package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.Baseline;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.RecordedReport;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.ReportLines;
import io.github.prosodyprobe.report.SinceText;
import io.github.prosodyprobe.text.Untrusted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The earlier report that a new one is compared with. */
final class BaselineOptions {

  @ArgGroup private @Nullable Source source;

  /** Excludes itself. */
  private static final class Source {
    @Option(
        names = "--baseline",
        paramLabel = "REPORT.json",
        description =
            "An earlier report: every failure says whether it is new, and what was mended is"
                + " named. JSON, or JSON lines of several targets.")
    private @Nullable Path file;

    @Option(
        names = "--baseline-if-exists",
        paramLabel = "REPORT.json",
        description = "The same, for the first run too, when there is none yet.")
    private @Nullable Path fileOrNone;
  }

  /**
   * Reads the baseline.
   *
   * @throws UserError when it cannot be read, or where {@code --fail-on-new} goes without one
   */
  Baseline read(Terminal terminal, VerdictOptions verdicts) {
    if (source == null) {
      if (verdicts.failsOnNew()) {
        throw new UserError(
            "--fail-on-new needs a baseline", "Add --baseline REPORT.json, an earlier report.");
      }
      return Baseline.NONE;
    }
    if (source.file != null) {
      return read(source.file, terminal);
    }
    Path file = source.fileOrNone;
    if (file != null && Files.exists(file)) {
      return read(file, terminal);
    }
    terminal.say("note: there is no " + file + " yet, so nothing is compared");
    return Baseline.NONE;
  }

  /** Says why old and new may differ although the server is the same. */
  static void settle(List<Judged> reports, Terminal terminal) {
    reports.stream()
        .flatMap(judged -> SinceText.notes(judged.report()).stream())
        .distinct()
        .forEach(note -> terminal.say("note: " + Untrusted.of(note)));
  }

  private static Baseline read(Path file, Terminal terminal) {
    List<Report> reports =
        new StoredReport(terminal, file)
            .read(ReportLines::read).stream().map(RecordedReport::report).toList();
    if (reports.stream().anyMatch(report -> report.policy() == null)) {
      throw new UserError(
          file + " holds facts without a judgement",
          "Give a report of scan or evaluate: it is what the new one is compared with.");
    }
    return Baseline.of(reports);
  }
}
