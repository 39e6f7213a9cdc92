package io.github.prosodyprobe.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the scan looked from: what an outsider may not see, a neighbour may. */
public enum Vantage {
  /** From a network that the server's operator does not trust. */
  EXTERNAL,
  /** From the server's own host or network. */
  INTERNAL;

  /** The word in policies, options and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The vantage that a word stands for. */
  public static Optional<Vantage> of(String word) {
    return Arrays.stream(values()).filter(vantage -> vantage.word().equals(word)).findFirst();
  }
}
