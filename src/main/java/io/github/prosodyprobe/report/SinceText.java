package io.github.prosodyprobe.report;

import io.github.prosodyprobe.report.Finding.Novelty;
import io.github.prosodyprobe.report.Since.Past;
import java.util.ArrayList;
import java.util.List;

/** What reports say of the baseline, in the same words. */
public final class SinceText {

  private SinceText() {}

  /** {@code since 2026-11-20 08:00 UTC: 1 new, 3 unchanged, 2 mended}. */
  static String headline(Report report, Since since) {
    List<String> words = new ArrayList<>();
    words.add(count(report, Novelty.NEW) + " new");
    words.add(count(report, Novelty.UNCHANGED) + " unchanged");
    words.add(since.mended().size() + " mended");
    if (!since.gone().isEmpty()) {
      words.add(since.gone().size() + " not met any more");
    }
    return "since " + RunText.time(since.finished()) + ": " + String.join(", ", words);
  }

  private static long count(Report report, Novelty novelty) {
    return report.results().stream()
        .filter(finding -> finding.novelty().filter(novelty::equals).isPresent())
        .count();
  }

  /** Where a failure of the baseline was. */
  static String place(Report report, Past past) {
    return past.endpoint().named(report.domain());
  }

  /** Why old and new may differ although the server is the same, one sentence each. */
  public static List<String> notes(Report report) {
    List<String> notes = new ArrayList<>();
    if (report.since().isEmpty()) {
      if (report.results().stream().anyMatch(finding -> finding.novelty().isPresent())) {
        notes.add("the baseline has no report on " + report.run().target() + ": all counts as new");
      }
      return notes;
    }
    Since since = report.since().get();
    if (report.policy() != null && !since.policy().sha256().equals(report.policy().sha256())) {
      notes.add(
          "the baseline was held against "
              + since.policy()
              + (since.policy().toString().equals(report.policy().toString())
                  ? " as it was then"
                  : "")
              + ", this run against "
              + report.policy());
    }
    if (!since.tool().equals(report.tool())) {
      notes.add("the baseline was made by " + since.tool() + ", this report by " + report.tool());
    }
    if (!since.complete()) {
      notes.add("the scan of the baseline is incomplete, so that more may seem new");
    }
    return notes;
  }
}
