package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import java.util.stream.Collectors;

/** A finding in one sentence, for formats that have room for no more. */
final class FindingText {

  private FindingText() {}

  /** What was expected and observed, or why it is not known; without the place. */
  static String of(Finding finding) {
    return finding.state() == State.UNKNOWN
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
