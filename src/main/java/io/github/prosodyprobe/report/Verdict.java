package io.github.prosodyprobe.report;

import java.util.Arrays;
import java.util.Optional;

/** What a scan comes to. The exit codes are an interface and never change. */
public enum Verdict {
  /** Looked everywhere, and everything that counts is as expected. */
  COMPLIANT(0, "COMPLIANT"),
  /** What is not as expected was so in the baseline too, and the operator counts only the new. */
  NOTHING_NEW(0, "NOTHING NEW"),
  /** Something that counts is not as expected. */
  NOT_COMPLIANT(1, "NOT COMPLIANT"),
  /** Nothing is known to be wrong, but not everything that counts could be looked at. */
  UNDECIDED(3, "UNDECIDED");

  private final int exitCode;
  private final String words;

  Verdict(int exitCode, String words) {
    this.exitCode = exitCode;
    this.words = words;
  }

  /** The exit code of a command that comes to this. */
  public int exitCode() {
    return exitCode;
  }

  /** How a person reads it. */
  public String words() {
    return words;
  }

  /** What the words stand for. */
  static Optional<Verdict> of(String words) {
    return Arrays.stream(values()).filter(verdict -> verdict.words.equals(words)).findFirst();
  }
}
