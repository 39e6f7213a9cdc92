package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.Waiver;
import io.github.prosodyprobe.policy.Waivers;
import io.github.prosodyprobe.policy.file.WaiverFileReader;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.UnusedWaivers;
import io.github.prosodyprobe.report.WaivingText;
import io.github.prosodyprobe.text.Untrusted;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** What is accepted although the policy expects otherwise. */
final class WaiverOptions {

  @Option(
      names = "--waivers",
      paramLabel = "FILE",
      description =
          "Accepted risks with reason, owner and last day, as prosody-probe schema waivers"
              + " describes them. Repeatable. Waived checks still run.")
  private List<Path> files = List.of();

  @Option(
      names = "--strict-waivers",
      description = "A waiver that nothing needs is an error, said after the reports: exit code 2.")
  private boolean strict;

  /** The files. */
  List<Path> files() {
    return files;
  }

  /** The waivers of these files. */
  static Waivers read(List<Path> files, PolicyShelf shelf, PolicyChoice choice, Clock clock) {
    if (files.isEmpty()) {
      return Waivers.NONE;
    }
    TreeSet<String> checks = shelf.checks(choice.name());
    return files.stream().map(file -> read(file, checks, clock)).reduce(Waivers.NONE, Waivers::and);
  }

  /** The waivers of one file, which has to be there. */
  static Waivers read(Path file, TreeSet<String> checks, Clock clock) {
    try {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      return WaiverFileReader.read(PolicyShelf.source(file, file.toString()), checks, today);
    } catch (PolicyException e) {
      throw UserError.of(e);
    }
  }

  /**
   * Says which waivers end soon and which nothing needs.
   *
   * @return what the latter mean for the exit code
   */
  int settle(Waivers waivers, Policy policy, List<Judged> reports, Terminal terminal) {
    reports.stream()
        .flatMap(judged -> WaivingText.endingSoon(judged.report()).stream())
        .distinct()
        .map(WaiverOptions::note)
        .forEach(terminal::say);
    List<Waiver> unused = UnusedWaivers.among(waivers, policy, reports);
    unused.forEach(waiver -> terminal.say(note(unused(waiver))));
    return strict && !unused.isEmpty() ? ExitCode.USAGE : ExitCode.COMPLIANT;
  }

  static String unused(Waiver waiver) {
    return waiver.declared()
        + ": the waiver of "
        + waiver.check()
        + " is not needed (owner "
        + waiver.owner()
        + ")";
  }

  private static String note(String text) {
    return "note: " + Untrusted.of(text);
  }
}
