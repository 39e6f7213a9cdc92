package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Waiver;
import io.github.prosodyprobe.policy.Waivers;
import io.github.prosodyprobe.policy.Waiving;
import io.github.prosodyprobe.report.RecordedReport;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.ReportLines;
import io.github.prosodyprobe.report.UnusedWaivers;
import io.github.prosodyprobe.text.Untrusted;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the command about waivers. */
@Command(
    name = "waivers",
    description = "Says which waivers have expired, end soon or are not needed.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class WaiversCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  /** The command with its subcommand. */
  static CommandLine with(Context context, PolicyShelf shelf) {
    return new CommandLine(new WaiversCommand()).addSubcommand(new Check(context, shelf));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "check is missing");
  }

  /** Looks through a file of waivers. */
  @Command(
      name = "check",
      description = {
        "Says what is wrong with a file of waivers, and which have expired or end soon;",
        "with a report also which are not needed. Exit code 0: all hold; 1: some have expired",
        "or are not needed; 2: the file is faulty."
      },
      mixinStandardHelpOptions = true,
      footerHeading = "%nExample:%n",
      footer = "  prosody-probe waivers check waivers.yaml example.org.json")
  static final class Check implements Callable<Integer> {

    private final Context context;
    private final PolicyShelf shelf;

    @Parameters(index = "0", paramLabel = "FILE", description = "A file of waivers.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "REPORT.json",
        description = "A report of the targets; JSON, or JSON lines.")
    private @Nullable Path report;

    @Option(
        names = {"-P", "--policy"},
        paramLabel = "NAME|FILE",
        description = "A policy with checks of its own that waivers may name.")
    private String policy = PolicyShelf.DEFAULT;

    Check(Context context, PolicyShelf shelf) {
      this.context = context;
      this.shelf = shelf;
    }

    @Override
    public Integer call() {
      Waivers waivers = WaiverOptions.read(file, shelf.checks(policy), context.clock());
      List<Report> reports = reports();
      LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
      List<String> lines = new ArrayList<>();
      int exitCode = ExitCode.COMPLIANT;
      for (Waiver waiver : waivers.all()) {
        long left = waiver.expires().map(last -> ChronoUnit.DAYS.between(today, last)).orElse(999L);
        boolean unused = UnusedWaivers.isUnused(waiver, reports);
        if (left < 0 || unused) {
          exitCode = ExitCode.NOT_COMPLIANT;
        }
        if (left < 0) {
          lines.add(line(waiver, "has expired, its last day was " + waiver.expires().get()));
        } else if (left <= Waiving.SOON) {
          lines.add(line(waiver, "ends soon, its last day is " + waiver.expires().get()));
        }
        if (unused) {
          lines.add(line(waiver, "is not needed"));
        }
      }
      lines.add(waivers.all().size() + (waivers.all().size() == 1 ? " waiver" : " waivers"));
      context.terminal().print(String.join("\n", lines) + "\n");
      return exitCode;
    }

    private static String line(Waiver waiver, String words) {
      String who = " (owner " + waiver.owner() + ")";
      return Untrusted.of(
              waiver.declared() + ": the waiver of " + waiver.check() + " " + words + who)
          .toString();
    }

    private List<Report> reports() {
      return report == null
          ? List.of()
          : new StoredReport(context.terminal(), report)
              .read(ReportLines::read).stream().map(RecordedReport::report).toList();
    }
  }
}
