package io.github.prosodyprobe.option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a reader looks for an option. */
public enum Scope {
  /** Under the host that it serves, and where nothing is said there, in the global section. */
  HOST,
  /** In the global section only: what stands under a host has no effect. */
  GLOBAL;

  /** How the catalogue writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of all constants. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Scope::word).toList();
  }

  /** The constant that the catalogue writes so. */
  public static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
