package io.github.prosodyprobe.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a command that makes no report tells what it found: to a person, or to a program. */
enum TextOrJson {
  TEXT,
  JSON;

  static final String WORDS = "text or json";

  static Optional<TextOrJson> of(String word) {
    return Arrays.stream(values()).filter(format -> format.toString().equals(word)).findFirst();
  }

  /** The word, which shells complete. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
