package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import java.util.stream.Collectors;

/** A finding in one sentence, for formats that have room for no more. */
final class FindingText {

  private FindingText() {}

  /**
   * What was expected and observed, or why it is not known, and what a waiver says of it; without
   * the place.
   */
  static String of(Report report, Finding finding) {
    return WaivingText.of(finding, report.run().finished())
        .map(text -> (finding.state() == State.WAIVED ? "waived " : "") + text + ". ")
        .map(words -> words + outcome(finding))
        .orElseGet(() -> outcome(finding));
  }

  private static String outcome(Finding finding) {
    return finding.reason() != null
        ? finding.title() + ": could not be evaluated, " + finding.reason()
        : finding.title()
            + ": expected "
            + oneLine(ResultTexts.expected(finding))
            + ", observed "
            + oneLine(ResultTexts.observed(finding));
  }

  static String oneLine(String text) {
    return text.lines().collect(Collectors.joining("; "));
  }
}
