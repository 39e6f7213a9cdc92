package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.scan.ScanPlan;
import io.github.prosodyprobe.scan.ScanRequest;
import io.github.prosodyprobe.scan.Scanner;
import io.github.prosodyprobe.target.Domain;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scans a domain and shows what is seen, without judging it. */
@Command(
    name = "look",
    description = "Shows what a domain offers, without a verdict.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExit code 3 says that nothing could be seen.%n%nExamples:%n",
    footer = {
      "  prosody-probe look example.org",
      "  prosody-probe look example.org --report json=facts.json"
    })
final class LookCommand implements Callable<Integer> {

  private final Context context;
  private final PolicyShelf shelf;
  private final Failures failures;
  private final Supplier<ColorChoice> color;

  @Parameters(paramLabel = "TARGET", description = "An XMPP domain.")
  private String name = "";

  @Mixin private final TargetOptions target = new TargetOptions();
  @Mixin private final ReportOptions reports = new ReportOptions();

  @Option(
      names = "--plan",
      description = "Only say what would be done. Names are looked up, nothing is dialled.")
  private boolean planOnly;

  LookCommand(Context context, PolicyShelf shelf, Failures failures, Supplier<ColorChoice> color) {
    this.context = context;
    this.shelf = shelf;
    this.failures = failures;
    this.color = color;
  }

  @Override
  public Integer call() {
    Domain domain = TargetOptions.domain(name);
    reports.checkFor(List.of(domain));
    reports.checkForFacts();
    ScanRequest request =
        target.request(
            domain,
            target.settings(),
            _ -> Set.copyOf(FactRegistry.all()),
            shelf.catalogue(),
            context.clock());
    Scanner scanner = new Scanner();
    try (StopSignal signal = StopSignal.watch(scanner::stop, context.terminal())) {
      ScanPlan plan = scanner.plan(request);
      if (planOnly) {
        context.terminal().print(PlanText.of(plan));
        return ExitCode.COMPLIANT;
      }
      if (reports.detail() != Detail.VERDICT) {
        context.terminal().say(PlanText.announcement(plan));
      }
      Scanned scanned = Scanned.run(context, plan, scanner, signal);
      try (Publisher publisher = new Publisher(context.terminal(), reports, color.get(), 1)) {
        publisher.publish(domain.ascii(), Judged.unjudged(scanned.report()));
      }
      int seen = sawSomething(scanned.report()) ? ExitCode.COMPLIANT : ExitCode.UNDECIDED;
      return ExitCode.worse(seen, failures.bugs(scanned.bugs()));
    }
  }

  /** Records in the DNS alone are not what somebody wants to see of a server. */
  private static boolean sawSomething(Report report) {
    return report.facts().stream()
        .filter(facts -> facts.endpoint().listener() != Listener.DNS)
        .map(EndpointFacts::states)
        .flatMap(states -> states.values().stream())
        .anyMatch(FactState.Observed.class::isInstance);
  }
}
