package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.CodeScanning;
import io.github.prosodyprobe.report.ReportFormat;
import io.github.prosodyprobe.report.ReportFormat.Content;
import io.github.prosodyprobe.report.ReportFormat.Extent;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.text.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which reports go where. */
final class ReportOptions {

  /**
   * One report.
   *
   * @param format its format
   * @param file where it goes, possibly with {@code {target}} in it; null for standard output
   */
  record Destination(ReportFormat format, @Nullable String file) {

    private static final String AUTO = "auto";
    private static final String PLACEHOLDER = "{target}";
    private static final List<String> FORMATS =
        Arrays.stream(ReportFormat.values()).map(ReportFormat::word).toList();

    /**
     * Reads {@code FORMAT[=FILE]}.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Destination of(String text) {
      int equals = text.indexOf('=');
      String word = equals < 0 ? text : text.substring(0, equals);
      ReportFormat format =
          ReportFormat.of(word)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "'" + word + "' is no format; " + Spelling.hint(word, FORMATS)));
      String file = equals < 0 ? "-" : text.substring(equals + 1);
      if (file.isEmpty()) {
        throw new IllegalArgumentException("'" + text + "' names no file");
      }
      return new Destination(format, file.equals("-") ? null : file);
    }

    /** Whether it goes to the summary of a CI step; a file of this name is {@code ./auto}. */
    boolean isStepSummary() {
      return format == ReportFormat.MARKDOWN && AUTO.equals(file);
    }

    /** The file for a target; empty for standard output and for the summary of a step. */
    Optional<Path> fileFor(String target) {
      return Optional.ofNullable(file)
          .filter(_ -> !isStepSummary())
          .map(name -> Path.of(name.replace(PLACEHOLDER, target)));
    }

    boolean isStandardOutput() {
      return file == null;
    }

    /** Whether each target has a file of its own. */
    boolean isForEach() {
      return file != null && file.contains(PLACEHOLDER);
    }

    private boolean holdsSeveral() {
      return isForEach() || format.extent() != Extent.ONE;
    }
  }

  @Option(
      names = "--report",
      paramLabel = "FORMAT[=FILE]",
      description =
          "A report on standard output or into FILE: text, json, jsonl, markdown, html, junit,"
              + " sarif, codequality, github, prometheus or nagios. Repeatable; one may have"
              + " standard output, where text goes if no other does. {target} in FILE becomes the"
              + " domain. markdown=auto adds to the summary of a GitHub step, if there is one.")
  private List<Destination> destinations = List.of();

  @Mixin private final CodeScanningOptions codeScanning = new CodeScanningOptions();
  @ArgGroup private @Nullable Volume volume;

  /** Excludes itself. */
  private static final class Volume {
    @Option(
        names = {"-q", "--quiet"},
        description = "Text is the verdict with its causes, in one line.")
    private boolean quiet;

    @Option(
        names = {"-v", "--verbose"},
        description = "Text has passed checks too, and the exchanges behind failures.")
    private boolean verbose;
  }

  /** What SARIF is to hold. */
  CodeScanning codeScanning() {
    return codeScanning.get();
  }

  /** How much the text says. */
  Detail detail() {
    if (volume == null) {
      return Detail.ATTENTION;
    }
    if (volume.quiet) {
      return Detail.VERDICT;
    }
    return volume.verbose ? Detail.EVERYTHING : Detail.ATTENTION;
  }

  /** Whether a person reads text on standard output. */
  boolean textOnTerminal() {
    return destinations().stream()
        .anyMatch(
            destination -> destination.file() == null && destination.format() == ReportFormat.TEXT);
  }

  /** The reports to write. */
  List<Destination> destinations() {
    List<Destination> all = new ArrayList<>(destinations);
    if (all.stream().noneMatch(destination -> destination.file() == null)) {
      all.add(new Destination(ReportFormat.TEXT, null));
    }
    return all;
  }

  /**
   * Refuses the formats that are about a judgement.
   *
   * @throws UserError when one of them is asked for
   */
  void checkForFacts() {
    destinations.stream()
        .map(Destination::format)
        .filter(format -> format.content() == Content.JUDGEMENT)
        .findFirst()
        .ifPresent(
            format -> {
              throw new UserError(
                  "a " + format.word() + " report needs a judgement",
                  "Hold the facts against a policy: prosody-probe evaluate FACTS.json");
            });
  }

  /** Refuses before anything is scanned what could not be written after it. */
  void checkFor(List<Domain> targets) {
    codeScanning.check();
    if (destinations.stream().filter(destination -> destination.file() == null).count() > 1) {
      throw new UserError(
          "two reports want standard output", "Give all but one a file: --report json=FILE");
    }
    for (Destination destination : destinations) {
      if (targets.size() > 1 && !destination.holdsSeveral()) {
        throw new UserError(
            "a " + destination.format().word() + " report holds one target",
            "Put {target} into its file name: --report json='{target}.json'");
      }
      for (Domain target : targets) {
        destination.fileFor(target.ascii()).ifPresent(ReportFile::check);
      }
    }
  }
}
