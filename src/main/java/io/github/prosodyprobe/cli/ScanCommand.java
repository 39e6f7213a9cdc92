package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.TargetTable;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.scan.Scanner;
import io.github.prosodyprobe.target.Domain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
      "  prosody-probe scan example.org --only smoke --retry-until 90s",
      "  prosody-probe scan example.org --config /etc/prosody/prosody.cfg.lua",
      "  prosody-probe scan --targets targets.yaml --report json='{target}.json'",
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

  @Option(
      names = "--targets",
      paramLabel = "FILE",
      description =
          "A list of targets (YAML), each with what is said about it; - is standard input. What"
              + " the command line says holds for those that do not say it themselves.")
  private @Nullable Path list;

  @Option(
      names = "--retry-until",
      paramLabel = "TIME",
      description =
          "Waits this long at the most, such as 90s, for a server that is coming up, and then scans"
              + " once. Names are looked up anew before each attempt.")
  private @Nullable Duration patience;

  @Mixin private final TargetOptions target = new TargetOptions();
  @Mixin private final PolicyOptions expectations = new PolicyOptions();
  @Mixin private final WaiverOptions waivers = new WaiverOptions();
  @Mixin private final BaselineOptions baseline = new BaselineOptions();
  @Mixin private final VerdictOptions verdicts = new VerdictOptions();
  @Mixin private final ReportOptions reports = new ReportOptions();
  @Mixin private final HistoryOptions history = new HistoryOptions();
  @Mixin private final WebhookOptions webhook = new WebhookOptions();
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
    Jobs jobs =
        new Jobs(
            context,
            shelf,
            target,
            expectations,
            waivers,
            baseline.read(context.terminal(), verdicts),
            verdicts.rule(),
            config);
    if (list != null) {
      return scan(listed(list, jobs));
    }
    List<Domain> domains = domains();
    target.checkFor(domains);
    checkFor(domains);
    return domains.isEmpty() ? judgeAlone(jobs) : scan(jobs.of(domains));
  }

  /** Refuses what could not be written, kept or posted after the scan. */
  private void checkFor(List<Domain> domains) {
    reports.checkFor(domains);
    history.checkFor(domains);
    webhook.checkFor(domains, context.terminal().environment());
  }

  /** Each once: nobody gains by asking a server all things twice. */
  private List<Domain> domains() {
    Map<String, Domain> domains = new LinkedHashMap<>();
    for (String name : targets) {
      Domain domain = TargetOptions.domain(name);
      if (domains.putIfAbsent(domain.ascii(), domain) != null) {
        context.terminal().say(domain + ": named twice, scanned once");
      }
    }
    return List.copyOf(domains.values());
  }

  private List<Job> listed(Path file, Jobs jobs) {
    if (!targets.isEmpty()) {
      throw new UserError(
          "--targets and TARGET exclude each other", "Write the domain into the file.");
    }
    target.checkForList();
    List<Job> listed = jobs.in(TargetsFile.read(file, context.terminal()));
    checkFor(listed.stream().map(Job::domain).toList());
    return listed;
  }

  /** A report on the file, with no look at the server that it is for. */
  private int judgeAlone(Jobs jobs) {
    Judging judging = jobs.judging();
    DeclaredFile file =
        jobs.file()
            .orElseThrow(
                () ->
                    new UserError("there is no TARGET", "Example: prosody-probe scan example.org"));
    context
        .terminal()
        .say(
            "Only the file is judged, no server is asked; add a TARGET to see what it really does.");
    Judged judged = judging.judge(file.alone(context));
    try (Publisher publisher = new Publisher(context.terminal(), reports, color.get(), 1)) {
      publisher.publish(file.firstHost(), judged);
    }
    return ExitCode.worse(judged.verdict().exitCode(), settled(judging, List.of(judged)));
  }

  private int settled(Judging judging, List<Judged> judged) {
    BaselineOptions.settle(judged, context.terminal());
    return waivers.settle(judging.waivers(), judging.policy(), judged, context.terminal());
  }

  /** Scans one after the other; what befalls one of them does not end the run. */
  private int scan(List<Job> jobs) {
    List<Judged> rows = new ArrayList<>();
    // Whose waivers are the same is looked at together: one may be needed by the last target only.
    Map<Judging, List<Judged>> alike = new LinkedHashMap<>();
    int worst = ExitCode.COMPLIANT;
    try (Publisher publisher =
        new Publisher(context.terminal(), reports, color.get(), jobs.size())) {
      for (Job job : jobs) {
        if (planOnly) {
          context.terminal().print(PlanText.of(new Scanner().plan(job.request())));
          continue;
        }
        int before = rows.size();
        worst = ExitCode.worse(worst, scanOrComplain(job, publisher, rows));
        alike
            .computeIfAbsent(job.judging(), _ -> new ArrayList<>())
            .addAll(rows.subList(before, rows.size()));
        if (rows.stream().anyMatch(judged -> judged.report().run().interrupted())) {
          break;
        }
      }
      worst = ExitCode.worse(worst, webhook.tell(context, rows, jobs.size(), target::roots));
      if (rows.size() > 1 && reports.textOnTerminal() && reports.detail() != Detail.VERDICT) {
        context.terminal().print("\n" + TargetTable.of(rows, publisher.style()));
      }
    }
    for (Map.Entry<Judging, List<Judged>> judged : alike.entrySet()) {
      worst = ExitCode.worse(worst, settled(judged.getKey(), judged.getValue()));
    }
    return worst;
  }

  private int scanOrComplain(Job job, Publisher publisher, List<Judged> rows) {
    try {
      return scan(job, publisher, rows);
    } catch (RuntimeException e) {
      return failures.fault(e);
    }
  }

  private int scan(Job job, Publisher publisher, List<Judged> rows) {
    Scanner scanner = new Scanner();
    try (StopSignal signal = StopSignal.watch(scanner::stop, context.terminal())) {
      Scanned scanned = new JobRun(context, job, scanner, reports.detail()).scan(patience, signal);
      Judged judged = job.judge(scanned.report());
      rows.add(judged);
      String domain = job.domain().ascii();
      publisher.publish(domain, history.keep(context.terminal(), domain, judged));
      return ExitCode.worse(
          history.exitCode(),
          ExitCode.worse(judged.verdict().exitCode(), failures.bugs(scanned.bugs())));
    }
  }
}
