package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.report.JsonReportReader;
import io.github.prosodyprobe.report.RecordedFacts;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.UnreadableReportException;
import io.github.prosodyprobe.report.Verdict;
import io.github.prosodyprobe.target.Domain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Holds the facts of a saved report against a policy, without looking at the server again. */
@Command(
    name = "evaluate",
    description = "Holds the facts of a saved JSON report against a policy, offline.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  prosody-probe look example.org --report json=facts.json",
      "  prosody-probe evaluate facts.json --policy my-policy.yaml"
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final int FILE_BYTES = 64 << 20;

  private final Context context;
  private final PolicyShelf shelf;
  private final Supplier<ColorChoice> color;

  @Parameters(paramLabel = "FACTS.json", description = "A report; - is standard input.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Mixin private final PolicyOptions expectations = new PolicyOptions();
  @Mixin private final VerdictOptions verdicts = new VerdictOptions();
  @Mixin private final ReportOptions reports = new ReportOptions();

  EvaluateCommand(Context context, PolicyShelf shelf, Supplier<ColorChoice> color) {
    this.context = context;
    this.shelf = shelf;
    this.color = color;
  }

  @Override
  public Integer call() {
    Policy policy = expectations.policy(shelf);
    RecordedFacts recorded = recorded();
    String target = domain(recorded).ascii();
    reports.checkFor(List.of(domain(recorded)));
    recorded.ignored().forEach(message -> context.terminal().say("note: " + message));
    Report facts =
        Report.ofFacts(
            context.installation().tool(), recorded.run(), recorded.facts(), recorded.evidence());
    Report report = Judging.judge(facts, policy);
    Verdict verdict = verdicts.rule().judge(report);
    new Publisher(context.terminal(), reports, color.get()).publish(target, report, verdict);
    return verdict.exitCode();
  }

  private RecordedFacts recorded() {
    try {
      return JsonReportReader.read(content());
    } catch (UnreadableReportException e) {
      throw new UserError(
          file + ":" + e.line() + ":" + e.column() + ": " + e.getMessage(),
          "Give a file that --report json=FILE has written.");
    }
  }

  private byte[] content() {
    if (!file.toString().equals("-")) {
      return InputFile.read(file, FILE_BYTES);
    }
    try {
      return InputFile.read(context.terminal().in(), "standard input", FILE_BYTES);
    } catch (IOException e) {
      throw new UserError("standard input cannot be read: " + e.getMessage(), "Give a file.");
    }
  }

  /** The target becomes part of file names, so it has to be a domain here too. */
  private Domain domain(RecordedFacts recorded) {
    try {
      return Domain.of(recorded.run().target());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          file + ": the target of the run is no domain", "Give a file that --report has written.");
    }
  }
}
