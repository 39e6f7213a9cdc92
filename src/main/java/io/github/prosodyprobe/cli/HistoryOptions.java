package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.history.HistoryException;
import io.github.prosodyprobe.history.HistoryFile;
import io.github.prosodyprobe.history.Retention;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.target.Domain;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs are kept. */
final class HistoryOptions {

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "Keep every run in this database, created if there is none; the HTML report draws what"
              + " the checks were before. Shown by: prosody-probe history TARGET")
  private @Nullable Path file;

  @Option(
      names = "--history-keep",
      paramLabel = "N",
      description =
          "Keep the whole reports of the last N runs of each target only, from 1. What became of"
              + " each check is kept of all runs. Default: all reports.")
  private @Nullable Integer reports;

  private int exitCode = ExitCode.COMPLIANT;

  /**
   * Refuses before anything is scanned a place where nothing could be kept after it.
   *
   * @throws UserError when it is such a place, or when no server is asked
   */
  void checkFor(List<Domain> targets) {
    if (file == null && reports != null) {
      throw new UserError(
          "--history-keep says what stays in a history, and none is kept",
          "Name it: --history FILE.");
    }
    retention();
    if (file != null && targets.isEmpty()) {
      throw new UserError(
          "--history keeps what servers do, and no TARGET is asked",
          "Example: prosody-probe scan example.org --history " + file);
    }
    if (file != null) {
      try {
        HistoryFile.check(file);
      } catch (HistoryException e) {
        throw UserError.of(e);
      }
    }
  }

  private Retention retention() {
    try {
      return reports == null ? Retention.ALL : new Retention(reports);
    } catch (IllegalArgumentException e) {
      throw new UserError("--history-keep " + e.getMessage(), "Give a number from 1.");
    }
  }

  /**
   * Keeps a run and adds what is known of earlier ones. A history that cannot be used does not keep
   * anybody from the report on the run itself.
   */
  Judged keep(Terminal terminal, String target, Judged judged) {
    if (file == null || judged.report().policy() == null) {
      return judged;
    }
    try {
      HistoryFile history = HistoryFile.forKeeping(file);
      history.keep(target, judged, retention());
      return judged.with(history.of(target, judged.report().run().target()));
    } catch (HistoryException e) {
      terminal.say("prosody-probe: " + e.getMessage() + "\n" + e.advice());
      exitCode = ExitCode.USAGE;
      return judged;
    }
  }

  /** Whether all was kept. */
  int exitCode() {
    return exitCode;
  }
}
