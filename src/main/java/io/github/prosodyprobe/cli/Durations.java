package io.github.prosodyprobe.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations such as {@code 90}, {@code 90s}, {@code 2m}. */
final class Durations {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(s|m|h)?");

  private Durations() {}

  /**
   * Reads a positive duration; seconds where there is no unit.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Duration of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new IllegalArgumentException(
          "'" + text + "' should be a time such as 90s or 2m, longer than zero");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case null, default -> Duration.ofSeconds(number);
    };
  }
}
