package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.cli.ReportOptions.Destination;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.Rendering;
import io.github.prosodyprobe.report.ReportFormat;
import io.github.prosodyprobe.report.ReportFormat.Extent;
import io.github.prosodyprobe.report.TextStyle;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders reports in the formats asked for and takes each where it should go: what is of one target
 * as soon as that is scanned, what is of all when there will be no more.
 */
final class Publisher implements AutoCloseable {

  private static final TextStyle IN_FILES = new TextStyle(Colour.OFF, Symbols.UNICODE);

  private final Terminal terminal;
  private final ReportOptions options;
  private final TextStyle onTerminal;
  private final int targets;
  private final List<Judged> reports = new ArrayList<>();
  private boolean finished;
  private @Nullable UserError refused;

  /**
   * A publisher.
   *
   * @param targets how many reports there will be if nothing goes wrong
   */
  Publisher(Terminal terminal, ReportOptions options, ColorChoice color, int targets) {
    this.terminal = terminal;
    this.options = options;
    this.onTerminal = color.style(terminal);
    this.targets = targets;
  }

  TextStyle style() {
    return onTerminal;
  }

  /**
   * Publishes the report on one more target. After the last one, and after one that a signal ended,
   * nothing is left to be written: the process may end at once.
   *
   * @throws UserError when a report could not be written; all others are
   */
  void publish(String target, Judged judged) {
    reports.add(judged);
    boolean last = reports.size() == targets || judged.report().run().interrupted();
    for (Destination destination : options.destinations()) {
      if (destination.isForEach()) {
        write(destination, target, List.of(judged));
      } else if (last && !destination.isStandardOutput()) {
        write(destination, target, reports);
      }
    }
    for (Destination destination : options.destinations()) {
      if (destination.isStandardOutput() && destination.format().extent() != Extent.TOGETHER) {
        print(destination.format(), List.of(judged));
      }
    }
    if (last) {
      finished = true;
      standardOutput();
    }
    complain();
  }

  /** Writes what there is of a run that ended early by a fault. */
  @Override
  public void close() {
    if (!finished && !reports.isEmpty()) {
      finished = true;
      for (Destination destination : options.destinations()) {
        if (!destination.isForEach() && !destination.isStandardOutput()) {
          write(destination, "", reports);
        }
      }
      standardOutput();
    }
    complain();
  }

  private void complain() {
    UserError first = refused;
    refused = null;
    if (first != null) {
      throw first;
    }
  }

  private void standardOutput() {
    for (Destination destination : options.destinations()) {
      if (destination.isStandardOutput() && destination.format().extent() == Extent.TOGETHER) {
        print(destination.format(), reports);
      }
    }
  }

  /** A report that cannot be written must not take the others with it. */
  private void write(Destination destination, String target, List<Judged> which) {
    ReportFormat format = destination.format();
    String content =
        new Rendering(IN_FILES, options.detail(), options.codeScanning()).of(format, which);
    try {
      if (destination.isStepSummary()) {
        StepSummary.append(content, terminal);
      }
      destination
          .fileFor(target)
          .ifPresent(file -> ReportFile.write(file, content, ReportFile.Readers.of(format)));
    } catch (UserError e) {
      refused = refused == null ? e : refused;
    }
  }

  private void print(ReportFormat format, List<Judged> which) {
    terminal.print(
        new Rendering(onTerminal, options.detail(), options.codeScanning()).of(format, which));
  }
}
