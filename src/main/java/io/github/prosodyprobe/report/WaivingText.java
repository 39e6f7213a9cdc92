package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.policy.Waiving;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What reports say of waivers, in the same words. */
public final class WaivingText {

  private WaivingText() {}

  /** {@code until 2027-01-31 (OPS-1234, ops@example.org)}, or that the waiver has expired. */
  static Optional<String> of(Finding finding, Instant now) {
    return finding
        .waiving()
        .map(waiving -> finding.state() == State.WAIVED ? term(waiving) : expired(waiving, now));
  }

  /** Until when it holds, and who answers for it. */
  static String term(Waiving waiving) {
    return waiving.expires().map(day -> "until " + day).orElse("permanently")
        + " ("
        + waiving.ticket().map(ticket -> ticket + ", ").orElse("")
        + waiving.owner()
        + ")";
  }

  private static String expired(Waiving waiving, Instant now) {
    return "waiver expired "
        + days(-waiving.daysLeft(now).orElse(0L))
        + " ago (owner "
        + waiving.owner()
        + ")";
  }

  private static String days(long days) {
    return days == 1 ? "1 day" : days + " days";
  }

  /** One sentence for each waiver that ends within {@link Waiving#SOON} days of the run. */
  public static List<String> endingSoon(Report report) {
    Instant now = report.run().finished();
    return report.results().stream()
        .filter(finding -> finding.state() == State.WAIVED)
        .flatMap(
            finding ->
                finding.waiving().stream()
                    .filter(waiving -> waiving.endsSoon(now))
                    .map(waiving -> endingSoon(finding, waiving, now)))
        .distinct()
        .toList();
  }

  private static String endingSoon(Finding finding, Waiving waiving, Instant now) {
    long left = waiving.daysLeft(now).orElse(0L);
    return "the waiver of "
        + finding.check()
        + (left == 0 ? " ends today" : " ends in " + days(left))
        + " ("
        + waiving.ticket().map(ticket -> ticket + ", ").orElse("")
        + "owner "
        + waiving.owner()
        + ")";
  }
}
