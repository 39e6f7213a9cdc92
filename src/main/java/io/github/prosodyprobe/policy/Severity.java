package io.github.prosodyprobe.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a failed check matters, worst first. */
public enum Severity {
  CRITICAL,
  WARNING,
  SUGGESTION;

  /** The word in policies, options and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word, which shells complete. */
  @Override
  public String toString() {
    return word();
  }

  /** Whether this is as bad as the other one, or worse. */
  public boolean atLeast(Severity other) {
    return compareTo(other) <= 0;
  }

  /** The severity that a word stands for. */
  public static Optional<Severity> of(String word) {
    return Arrays.stream(values()).filter(severity -> severity.word().equals(word)).findFirst();
  }
}
