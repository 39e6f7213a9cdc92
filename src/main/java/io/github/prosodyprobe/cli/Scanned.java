package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.Run;
import io.github.prosodyprobe.scan.Observations;
import io.github.prosodyprobe.scan.ScanPlan;
import io.github.prosodyprobe.scan.ScanRequest;
import io.github.prosodyprobe.scan.Scanner;
import java.util.List;

/**
 * What one scan came to.
 *
 * @param report what was seen, held against nothing yet
 * @param bugs faults of our own that came to light on the way
 */
record Scanned(Report report, List<Throwable> bugs) {

  /** Carries out a plan; a signal ends it early. */
  static Scanned run(Context context, ScanPlan plan, Scanner scanner, StopSignal signal) {
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
    return new Scanned(
        Report.ofFacts(context.installation().tool(), run, seen.facts(), seen.evidence()),
        seen.bugs());
  }
}
