package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.TextStyle;
import io.github.prosodyprobe.report.TextStyle.Colour;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When to use colour. */
enum ColorChoice {
  AUTO,
  ALWAYS,
  NEVER;

  /** The choice that a word stands for. */
  static Optional<ColorChoice> of(String word) {
    return Arrays.stream(values()).filter(choice -> choice.toString().equals(word)).findFirst();
  }

  /** The word, which shells complete. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Decides: the option first, then {@code NO_COLOR} where it is not empty, then {@code
   * CLICOLOR_FORCE}, then whether a terminal that understands colour is there.
   */
  Colour decide(Terminal terminal) {
    return switch (this) {
      case ALWAYS -> Colour.ON;
      case NEVER -> Colour.OFF;
      case AUTO -> byEnvironment(terminal);
    };
  }

  /** How text looks on the terminal. */
  TextStyle style(Terminal terminal) {
    return new TextStyle(decide(terminal), terminal.symbols());
  }

  private static Colour byEnvironment(Terminal terminal) {
    Map<String, String> environment = terminal.environment();
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return Colour.OFF;
    }
    String force = environment.getOrDefault("CLICOLOR_FORCE", "");
    if (!force.isEmpty() && !force.equals("0")) {
      return Colour.ON;
    }
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return terminal.interactive() && !dumb ? Colour.ON : Colour.OFF;
  }
}
