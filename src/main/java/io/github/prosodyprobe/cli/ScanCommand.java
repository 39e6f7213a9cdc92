package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.TargetTable;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.Verdict;
import io.github.prosodyprobe.scan.ScanPlan;
import io.github.prosodyprobe.scan.Scanner;
import io.github.prosodyprobe.target.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scans domains and holds what is seen against a policy. */
@Command(
    name = "scan",
    description = "Scans domains and says whether they are as the policy expects.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  prosody-probe scan example.org",
      "  prosody-probe scan example.org --report json=example.org.json",
      "  prosody-probe scan example.org --connect c2s=192.0.2.7:5222 --vantage internal",
      "  prosody-probe scan example.org --config /etc/prosody/prosody.cfg.lua",
      "  prosody-probe scan example.org --plan"
    })
final class ScanCommand implements Callable<Integer> {

  private final Context context;
  private final PolicyShelf shelf;
  private final Failures failures;
  private final Supplier<ColorChoice> color;

  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description = "XMPP domains, scanned in turn; none for a report on --config alone.")
  private List<String> targets = List.of();

  @Mixin private final TargetOptions target = new TargetOptions();
  @Mixin private final PolicyOptions expectations = new PolicyOptions();
  @Mixin private final VerdictOptions verdicts = new VerdictOptions();
  @Mixin private final ReportOptions reports = new ReportOptions();
  @Mixin private final ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--plan",
      description = "Only say what would be done. Names are looked up, nothing is dialled.")
  private boolean planOnly;

  ScanCommand(Context context, PolicyShelf shelf, Failures failures, Supplier<ColorChoice> color) {
    this.context = context;
    this.shelf = shelf;
    this.failures = failures;
    this.color = color;
  }

  @Override
  public Integer call() {
    List<Domain> domains = targets.stream().map(TargetOptions::domain).toList();
    target.checkFor(domains);
    reports.checkFor(domains);
    Policy policy = expectations.policy(shelf);
    Optional<DeclaredFile> file = config.read(shelf, context.terminal());
    file.ifPresent(declared -> domains.forEach(domain -> declared.checkFor(domain.ascii())));
    if (domains.isEmpty()) {
      return judgeAlone(
          file.orElseThrow(
              () -> new UserError("there is no TARGET", "Example: prosody-probe scan example.org")),
          policy);
    }
    // All of them before the first is scanned: what is wrong with the last is said at once.
    return scan(domains.stream().map(domain -> job(domain, policy, file)).toList());
  }

  private Job job(Domain domain, Policy policy, Optional<DeclaredFile> file) {
    return new Job(
        target.request(
            domain, target.settings(), policy::neededFacts, shelf.catalogue(), context.clock()),
        policy,
        file);
  }

  private int scan(List<Job> jobs) {
    List<Judged> rows = new ArrayList<>();
    int worst = ExitCode.COMPLIANT;
    try (Publisher publisher =
        new Publisher(context.terminal(), reports, color.get(), jobs.size())) {
      for (Job job : jobs) {
        if (planOnly) {
          context.terminal().print(PlanText.of(new Scanner().plan(job.request())));
        } else {
          worst = ExitCode.worse(worst, scan(job, publisher, rows));
        }
      }
      if (rows.size() > 1 && reports.textOnTerminal() && reports.detail() != Detail.VERDICT) {
        context.terminal().print("\n" + TargetTable.of(rows, publisher.style()));
      }
    }
    return worst;
  }

  /** A report on the file, with no look at the server that it is for. */
  private int judgeAlone(DeclaredFile file, Policy policy) {
    context
        .terminal()
        .say(
            "Only the file is judged, no server is asked; add a TARGET to see what it really does.");
    Report report = Judging.judge(file.alone(context), policy);
    Judged judged = new Judged(report, verdicts.rule().judge(report));
    try (Publisher publisher = new Publisher(context.terminal(), reports, color.get(), 1)) {
      publisher.publish(file.firstHost(), judged);
    }
    return judged.verdict().exitCode();
  }

  private int scan(Job job, Publisher publisher, List<Judged> rows) {
    Scanner scanner = new Scanner();
    try (StopSignal signal = StopSignal.watch(scanner::stop, context.terminal())) {
      ScanPlan plan = scanner.plan(job.request());
      if (reports.detail() != Detail.VERDICT) {
        context.terminal().say(PlanText.announcement(plan));
      }
      Scanned scanned = Scanned.run(context, plan, scanner, signal);
      Report report = job.judged(scanned.report());
      Verdict verdict = verdicts.rule().judge(report);
      Judged judged = new Judged(report, verdict);
      rows.add(judged);
      publisher.publish(job.domain().ascii(), judged);
      return ExitCode.worse(verdict.exitCode(), failures.bugs(scanned.bugs()));
    }
  }
}
