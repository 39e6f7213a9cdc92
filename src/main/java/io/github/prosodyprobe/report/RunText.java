package io.github.prosodyprobe.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What there is to say of a run in one line of prose: counts, policy, time and place. */
final class RunText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunText() {}

  static String of(Report report) {
    Run run = report.run();
    List<String> words = new ArrayList<>();
    Report.PolicyReference policy = report.policy();
    if (policy != null) {
      words.add(counts(report.summary()));
      words.add("policy " + policy.name() + " version " + policy.version());
    }
    words.add(run.vantage() + " vantage");
    words.add(run.connections().used() + " connections");
    words.add(String.format(Locale.ROOT, "%.1f s", run.duration().toMillis() / 1_000.0));
    words.add(time(run.finished()));
    words.add(report.tool().toString());
    return String.join(" · ", words);
  }

  static String time(Instant moment) {
    return TIME.format(moment);
  }

  private static String counts(Summary summary) {
    return summary.pass()
        + " passed, "
        + summary.fail()
        + " failed, "
        + summary.unknown()
        + " unknown, "
        + summary.waived()
        + " waived, "
        + summary.notApplicable()
        + " not applicable";
  }
}
