package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Value;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes values of a configuration for what Prosody takes them for, as its {@code
 * core/moduleapi.lua} does. Connects to nothing.
 */
final class Values {

  private static final Pattern PERIOD = Pattern.compile("([0-9]{1,9})\\s*([smhdwy]?[io]?n?)");

  private static final long DAY = 86_400;

  /** Seconds by unit ({@code util/human/io.lua}); a lone m is a month to Prosody. */
  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("s", 1L),
          Map.entry("mi", 60L),
          Map.entry("min", 60L),
          Map.entry("h", 3_600L),
          Map.entry("ho", 3_600L),
          Map.entry("d", DAY),
          Map.entry("w", 7 * DAY),
          Map.entry("m", 31 * DAY),
          Map.entry("mo", 31 * DAY),
          Map.entry("mon", 31 * DAY),
          Map.entry("y", 31_556_952L));

  private Values() {}

  /** The texts of a list, or of a single one; of a map its values. */
  static Stream<String> texts(Value value) {
    return switch (value) {
      case Value.Text text -> Stream.of(text.text());
      case Value.NumberValue number -> Stream.of(number.toString());
      case Value.Table table ->
          Stream.concat(table.items().stream(), table.entries().values().stream())
              .filter(item -> !(item instanceof Value.Table))
              .flatMap(Values::texts);
      case Value.Flag _, Value.Reference _, Value.Unknown _ -> Stream.empty();
    };
  }

  /** True or false; empty where Prosody would not understand it. */
  static Optional<Boolean> flag(Value value) {
    return switch (scalar(value)) {
      case Value.Flag(boolean on) -> Optional.of(on);
      case Value.Text text when text.text().equals("true") -> Optional.of(true);
      case Value.Text text when text.text().equals("false") -> Optional.of(false);
      case Value.NumberValue(double number) when number == 0 || number == 1 ->
          Optional.of(number == 1);
      default -> Optional.empty();
    };
  }

  /** A number; empty where Prosody would not understand it. */
  static Optional<Double> number(Value value) {
    return switch (scalar(value)) {
      case Value.NumberValue(double number) -> Optional.of(number);
      case Value.Text text -> number(text.text());
      default -> Optional.empty();
    };
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text.strip()));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Whether a period says that something never happens. */
  static boolean isNever(Value value) {
    return switch (scalar(value)) {
      case Value.Flag(boolean on) -> !on;
      case Value.Text text -> text.text().equals("never");
      case Value.NumberValue(double number) -> number < 0;
      default -> false;
    };
  }

  /** Seconds of a period; empty where it is none. */
  static Optional<Long> seconds(Value value) {
    return switch (scalar(value)) {
      case Value.NumberValue(double number) -> Optional.of((long) number);
      case Value.Text text -> seconds(text.text());
      default -> Optional.empty();
    };
  }

  private static Optional<Long> seconds(String text) {
    Matcher period = PERIOD.matcher(text.toLowerCase(Locale.ROOT));
    return period.find()
        ? Optional.ofNullable(UNITS.get(period.group(2)))
            .map(unit -> Long.parseLong(period.group(1)) * unit)
        : Optional.empty();
  }

  /** Of a list the first, where one value is wanted. */
  static Value scalar(Value value) {
    return value instanceof Value.Table table
        ? table.items().stream().findFirst().orElse(table)
        : value;
  }
}
