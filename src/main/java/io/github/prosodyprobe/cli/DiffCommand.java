package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.Difference;
import io.github.prosodyprobe.report.DifferenceJson;
import io.github.prosodyprobe.report.DifferenceText;
import io.github.prosodyprobe.report.Differences;
import io.github.prosodyprobe.report.Differences.Scope;
import io.github.prosodyprobe.report.RecordedReport;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.ReportLines;
import io.github.prosodyprobe.report.TextStyle;
import io.github.prosodyprobe.text.Untrusted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says in what two saved runs differ. */
@Command(
    name = "diff",
    description = {
      "Says in what two saved reports differ, in facts and in results, offline.",
      "Exit code 0: nothing is worse; 1: a check fails that did not, at or above --fail-on;",
      "2: there is no such report; 3: something can no longer be told that could be before."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  prosody-probe diff yesterday.json today.json",
      "  prosody-probe diff yesterday.jsonl today.jsonl --report json"
    })
final class DiffCommand implements Callable<Integer> {

  private final Context context;
  private final Supplier<ColorChoice> color;

  @Parameters(index = "0", paramLabel = "OLD.json", description = "A report, or JSON lines.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path old;

  @Parameters(index = "1", paramLabel = "NEW.json", description = "A later one.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path later;

  @Option(
      names = "--all",
      description = "What changes by itself too, such as serial numbers and keys.")
  private boolean all;

  @Mixin private final FailOnOption failOn = new FailOnOption();

  @Option(
      names = "--report",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = TextOrJson.WORDS + ". Default: ${DEFAULT-VALUE}.")
  private TextOrJson format = TextOrJson.TEXT;

  DiffCommand(Context context, Supplier<ColorChoice> color) {
    this.context = context;
    this.color = color;
  }

  @Override
  public Integer call() {
    Map<String, Report> before = read(old);
    Map<String, Report> after = read(later);
    Scope scope = all ? Scope.ALL : Scope.LASTING;
    List<Difference> differences =
        after.entrySet().stream()
            .filter(entry -> before.containsKey(entry.getKey()))
            .map(
                entry ->
                    Differences.between(
                        Objects.requireNonNull(before.get(entry.getKey())),
                        entry.getValue(),
                        scope))
            .toList();
    List<String> missing = without(before, after);
    List<String> added = without(after, before);
    if (differences.isEmpty()) {
      throw new UserError(
          "the reports are on different targets: "
              + Untrusted.of(String.join(", ", missing))
              + " and "
              + Untrusted.of(String.join(", ", added)),
          "Give two reports on the same one.");
    }
    context.terminal().print(rendered(differences, missing, added));
    return exitCode(differences, missing);
  }

  private String rendered(List<Difference> differences, List<String> missing, List<String> added) {
    if (format == TextOrJson.JSON) {
      return DifferenceJson.of(differences, missing, added);
    }
    TextStyle style = color.get().style(context.terminal());
    StringBuilder text = new StringBuilder();
    differences.forEach(it -> text.append(DifferenceText.of(it, style)));
    missing.forEach(it -> text.append("? ").append(Untrusted.of(it)).append(" was not scanned\n"));
    added.forEach(it -> text.append("+ ").append(Untrusted.of(it)).append(" is a new target\n"));
    return text.toString();
  }

  private int exitCode(List<Difference> differences, List<String> missing) {
    if (differences.stream().anyMatch(it -> it.isWorse(failOn.severity()))) {
      return ExitCode.NOT_COMPLIANT;
    }
    return missing.isEmpty()
            && differences.stream().noneMatch(it -> it.isDoubtful(failOn.severity()))
        ? ExitCode.COMPLIANT
        : ExitCode.UNDECIDED;
  }

  private Map<String, Report> read(Path file) {
    Map<String, Report> reports = new TreeMap<>();
    for (RecordedReport recorded :
        new StoredReport(context.terminal(), file).read(ReportLines::read)) {
      recorded.ignored().forEach(message -> context.terminal().say("note: " + message));
      reports.put(recorded.report().run().target(), recorded.report());
    }
    return reports;
  }

  private static List<String> without(Map<String, Report> one, Map<String, Report> other) {
    return one.keySet().stream().filter(target -> !other.containsKey(target)).toList();
  }
}
