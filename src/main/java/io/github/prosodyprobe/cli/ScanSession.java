package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.Run;
import io.github.prosodyprobe.scan.Observations;
import io.github.prosodyprobe.scan.ScanPlan;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.scan.ScanRequest;
import io.github.prosodyprobe.scan.Scanner;
import io.github.prosodyprobe.target.Place;
import java.util.Locale;

/** Plans and runs scans, and makes reports of what they saw. */
final class ScanSession {

  private final Context context;

  ScanSession(Context context) {
    this.context = context;
  }

  /** What a scan would do, in words, one line for each place. */
  static String describe(ScanPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append(announcement(plan)).append('\n');
    for (ListenerPlan listener : plan.listeners()) {
      text.append("  ").append(listener.place().endpoint()).append("  ");
      switch (listener.place()) {
        case Place.Known _ -> {
          text.append("up to ").append(listener.connections()).append(" connections: ");
          text.append(listener.gate().name());
          listener.probes().forEach(probe -> text.append(", ").append(probe.name()));
        }
        case Place.Lost(_, var reason) -> text.append("nothing: ").append(reason);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** What a scan is about to ask of the server, in one line. */
  static String announcement(ScanPlan plan) {
    return String.format(
        Locale.ROOT,
        "%s: at most %d connections to %d addresses, at most %d s",
        plan.request().domain(),
        plan.connections(),
        plan.listeners().size(),
        plan.request().timeout().toSeconds());
  }

  /**
   * Runs a scan.
   *
   * @throws ScanFault when a part of the program failed
   */
  Report run(ScanPlan plan, Scanner scanner, StopSignal signal) {
    Observations seen = scanner.run(plan);
    ScanRequest request = plan.request();
    Run run =
        new Run(
            request.domain().shown(),
            seen.started(),
            seen.finished(),
            request.vantage().word(),
            seen.complete(),
            new Run.Connections(seen.connectionsPlanned(), seen.connectionsUsed()),
            signal.received());
    return Report.ofFacts(tool(), run, seen.facts(), seen.evidence());
  }

  Report.Tool tool() {
    return new Report.Tool("prosody-probe", context.installation().version());
  }
}
