package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Waiver;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.WaivingText;
import io.github.prosodyprobe.text.Untrusted;
import java.util.List;

/** What standard error says of waivers. */
final class WaiverNotices {

  private WaiverNotices() {}

  /** One line for each waiver of a report that ends within two weeks. */
  static List<String> soon(Report report) {
    return WaivingText.endingSoon(report).stream()
        .map(text -> "note: " + Untrusted.of(text))
        .toList();
  }

  /** One line for a waiver that nothing needs. */
  static String unused(Waiver waiver) {
    return "note: "
        + Untrusted.of(
            waiver.declared()
                + ": the waiver of "
                + waiver.check()
                + " is not needed (owner "
                + waiver.owner()
                + ")");
  }
}
