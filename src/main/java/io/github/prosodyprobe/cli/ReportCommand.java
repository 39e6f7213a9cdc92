package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.history.HistoryException;
import io.github.prosodyprobe.history.HistoryFile;
import io.github.prosodyprobe.report.JsonReportReader;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.RecordedReport;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.Verdict;
import io.github.prosodyprobe.target.Domain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Renders saved reports in other formats, as they were judged when they were made. */
@Command(
    name = "report",
    description = {
      "Renders saved JSON reports in other formats, offline, as they were judged.",
      "It ends with the exit code of the scan, so that a monitoring system can ask for it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  prosody-probe report example.org.json",
      "  prosody-probe report example.org.json --report html=example.org.html",
      "  prosody-probe report nightly/*.json --report jsonl=all.jsonl --report nagios"
    })
final class ReportCommand implements Callable<Integer> {

  private final Context context;
  private final Supplier<ColorChoice> color;

  @Parameters(
      arity = "1..*",
      paramLabel = "REPORT.json",
      description = "Reports; - is standard input.")
  private List<Path> files = List.of();

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "Draw the runs that scan --history has kept here into the HTML report.")
  private @Nullable Path history;

  @Mixin private final VerdictOptions verdicts = new VerdictOptions();
  @Mixin private final ReportOptions reports = new ReportOptions();

  ReportCommand(Context context, Supplier<ColorChoice> color) {
    this.context = context;
    this.color = color;
  }

  @Override
  public Integer call() {
    List<Domain> domains = new ArrayList<>();
    List<Judged> judged = new ArrayList<>();
    int worst = ExitCode.COMPLIANT;
    for (Path file : files) {
      StoredReport stored = new StoredReport(context.terminal(), file);
      RecordedReport recorded = stored.read(JsonReportReader::readWhole);
      Report report = recorded.report();
      recorded.ignored().forEach(message -> context.terminal().say("note: " + message));
      domains.add(stored.domain(report.run()));
      if (report.policy() == null) {
        reports.checkForFacts();
        judged.add(Judged.unjudged(report));
      } else {
        Verdict verdict = verdicts.rule().judge(report);
        judged.add(withHistory(new Judged(report, verdict), domains.getLast()));
        worst = ExitCode.worse(worst, verdict.exitCode());
      }
    }
    reports.checkFor(domains);
    try (Publisher publisher =
        new Publisher(context.terminal(), reports, color.get(), judged.size())) {
      for (int number = 0; number < judged.size(); number++) {
        publisher.publish(domains.get(number).ascii(), judged.get(number));
      }
    }
    return worst;
  }

  private Judged withHistory(Judged judged, Domain domain) {
    if (history == null) {
      return judged;
    }
    try {
      return judged.with(HistoryFile.forReading(history).of(domain.ascii(), domain.shown()));
    } catch (HistoryException e) {
      throw UserError.of(e);
    }
  }
}
