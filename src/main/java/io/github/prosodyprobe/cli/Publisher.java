package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.cli.ReportOptions.Destination;
import io.github.prosodyprobe.report.FactsText;
import io.github.prosodyprobe.report.JsonReport;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.TextReport;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.TextStyle;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import io.github.prosodyprobe.report.Verdict;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Renders a report in the formats asked for and takes each where it should go. */
final class Publisher {

  private static final TextStyle IN_FILES = new TextStyle(Colour.OFF, Symbols.UNICODE);

  private final Terminal terminal;
  private final ReportOptions options;
  private final TextStyle onTerminal;

  Publisher(Terminal terminal, ReportOptions options, ColorChoice color) {
    this.terminal = terminal;
    this.options = options;
    this.onTerminal = new TextStyle(color.decide(terminal), terminal.symbols());
  }

  TextStyle style() {
    return onTerminal;
  }

  /** Publishes a report held against a policy. */
  void publish(String target, Report report, Verdict verdict) {
    Detail detail = options.detail();
    publish(target, report, style -> TextReport.of(report, verdict, style, detail));
  }

  /** Publishes a report held against nothing. */
  void publish(String target, Report report) {
    publish(target, report, style -> FactsText.of(report, style));
  }

  /** Files first: they must not fall victim to a reader of standard output that went away. */
  private void publish(String target, Report report, Function<TextStyle, String> text) {
    for (Destination destination : options.destinations()) {
      destination
          .fileFor(target)
          .ifPresent(file -> ReportFile.write(file, render(destination, report, text, IN_FILES)));
    }
    for (Destination destination : options.destinations()) {
      Optional<Path> file = destination.fileFor(target);
      if (file.isEmpty()) {
        terminal.print(render(destination, report, text, onTerminal));
      }
    }
  }

  private static String render(
      Destination destination, Report report, Function<TextStyle, String> text, TextStyle style) {
    return switch (destination.format()) {
      case TEXT -> text.apply(style);
      case JSON -> JsonReport.of(report);
    };
  }
}
