package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.scan.Absence;
import io.github.prosodyprobe.scan.Arrived;
import io.github.prosodyprobe.scan.ScanPlan;
import io.github.prosodyprobe.scan.Scanner;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scans one target, and says on standard error what it does. */
final class JobRun {

  private final Context context;
  private final Job job;
  private final Scanner scanner;
  private final Detail detail;

  JobRun(Context context, Job job, Scanner scanner, Detail detail) {
    this.context = context;
    this.job = job;
    this.scanner = scanner;
    this.detail = detail;
  }

  /**
   * Looks up, waits and scans.
   *
   * @param patience how long to wait for a server that is coming up; null not to wait
   * @param signal ends it early
   */
  Scanned scan(@Nullable Duration patience, StopSignal signal) {
    ScanPlan plan;
    try (ProgressLine _ = progress()) {
      plan = scanner.plan(job.request());
    }
    String announced = PlanText.announcement(plan);
    say(announced);
    if (patience != null && plan.discovered().declined().isEmpty()) {
      plan = awaitServer(plan, patience);
      String changed = PlanText.announcement(plan);
      if (!changed.equals(announced)) {
        say(changed);
      }
    }
    try (ProgressLine _ = progress()) {
      return Scanned.run(context, plan, scanner, signal);
    }
  }

  /** Returns the plan for where names lead when the server is up. */
  private ScanPlan awaitServer(ScanPlan plan, Duration patience) {
    say(
        job.domain()
            + ": before that, up to "
            + patience.toSeconds()
            + " s for the server to come up, with one short conversation per listener every 2 to"
            + " 10 s");
    Arrived arrived;
    try (ProgressLine _ = progress()) {
      arrived = scanner.await(plan, patience);
    }
    if (!arrived.absent().isEmpty()) {
      say(
          job.domain()
              + ": not up: "
              + arrived.absent().stream().map(Absence::toString).collect(Collectors.joining(", ")));
    }
    return arrived.plan();
  }

  private void say(String message) {
    if (detail != Detail.VERDICT) {
      context.terminal().say(message);
    }
  }

  private ProgressLine progress() {
    return ProgressLine.start(
        context.terminal(), detail, () -> ProgressText.of(job.domain(), scanner.progress()));
  }
}
