package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.Waivers;
import io.github.prosodyprobe.report.JsonReportReader;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.RecordedFacts;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.target.Domain;
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

  private final Context context;
  private final PolicyShelf shelf;
  private final Supplier<ColorChoice> color;

  @Parameters(paramLabel = "FACTS.json", description = "A report; - is standard input.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Mixin private final PolicyOptions expectations = new PolicyOptions();
  @Mixin private final WaiverOptions waivers = new WaiverOptions();
  @Mixin private final BaselineOptions baseline = new BaselineOptions();
  @Mixin private final VerdictOptions verdicts = new VerdictOptions();
  @Mixin private final ReportOptions reports = new ReportOptions();

  EvaluateCommand(Context context, PolicyShelf shelf, Supplier<ColorChoice> color) {
    this.context = context;
    this.shelf = shelf;
    this.color = color;
  }

  @Override
  public Integer call() {
    // The checks are being read meanwhile.
    StoredReport stored = new StoredReport(context.terminal(), file);
    RecordedFacts recorded = stored.read(JsonReportReader::read);
    Domain domain = stored.domain(recorded.run());
    reports.checkFor(List.of(domain));
    Policy policy = expectations.policy(shelf);
    Waivers accepted =
        WaiverOptions.read(waivers.files(), shelf, expectations.choice(), context.clock());
    Judging judging =
        new Judging(policy, accepted, baseline.read(context.terminal(), verdicts), verdicts.rule());
    recorded.ignored().forEach(message -> context.terminal().say("note: " + message));
    Report facts =
        Report.ofFacts(
            context.installation().tool(), recorded.run(), recorded.facts(), recorded.evidence());
    Judged judged = judging.judge(facts);
    try (Publisher publisher = new Publisher(context.terminal(), reports, color.get(), 1)) {
      publisher.publish(domain.ascii(), judged);
    }
    BaselineOptions.settle(List.of(judged), context.terminal());
    return ExitCode.worse(
        judged.verdict().exitCode(),
        waivers.settle(accepted, policy, List.of(judged), context.terminal()));
  }
}
