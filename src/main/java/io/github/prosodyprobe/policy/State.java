package io.github.prosodyprobe.policy;

import java.util.Arrays;
import java.util.Optional;

/** What became of a check on one endpoint. */
public enum State {
  /** Looked, and it is as expected. */
  PASS("pass"),
  /** Looked, and it is not as expected. */
  FAIL("fail"),
  /** Could not look; neither a pass nor a fail. */
  UNKNOWN("unknown"),
  /** Looked, and there is nothing here that the check could be about. */
  NOT_APPLICABLE("not-applicable"),
  /** Would have failed or been unknown, and somebody accepted that for a time. */
  WAIVED("waived"),
  /** Recorded without an expectation. */
  INFO("info");

  private final String word;

  State(String word) {
    this.word = word;
  }

  /** The word in reports. */
  public String word() {
    return word;
  }

  /** The state that a word stands for. */
  public static Optional<State> of(String word) {
    return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
  }
}
