package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.TextStyle.Ink;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import org.jspecify.annotations.Nullable;

/** States as one character each, the same width in a row. */
final class StateMarks {

  /** What the characters mean, beside those that reports have anyway. */
  static final String LEGEND = "w waived, i recorded only, . no result";

  private StateMarks() {}

  static String of(@Nullable State state, Symbols symbols) {
    return switch (state) {
      case PASS -> symbols.pass();
      case FAIL -> symbols.fail();
      case UNKNOWN -> symbols.unknown();
      case NOT_APPLICABLE -> symbols.none();
      case WAIVED -> "w";
      case INFO -> "i";
      case null -> ".";
    };
  }

  static Ink ink(@Nullable State state) {
    return switch (state) {
      case PASS -> Ink.GOOD;
      case FAIL -> Ink.BAD;
      case UNKNOWN -> Ink.DOUBTFUL;
      case WAIVED, INFO, NOT_APPLICABLE -> Ink.FAINT;
      case null -> Ink.FAINT;
    };
  }
}
