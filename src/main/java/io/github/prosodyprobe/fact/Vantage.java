package io.github.prosodyprobe.fact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** From where the scan looks; some expectations hold only for outsiders. */
public enum Vantage {
  /** From the outside: only public addresses are dialled unless the operator named them. */
  EXTERNAL,
  /** From the server's own network: private addresses are dialled too. */
  INTERNAL;

  /** The word in options and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word, which shells complete. */
  @Override
  public String toString() {
    return word();
  }

  /** The vantage that a word stands for. */
  public static Optional<Vantage> of(String word) {
    return Arrays.stream(values()).filter(vantage -> vantage.word().equals(word)).findFirst();
  }
}
