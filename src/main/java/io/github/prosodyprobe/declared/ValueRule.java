package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.config.Value;
import io.github.prosodyprobe.fact.ConfigFacts;
import io.github.prosodyprobe.option.OptionType;
import io.github.prosodyprobe.option.OptionValue;
import io.github.prosodyprobe.option.Reading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names the values that Prosody does not take: it logs an error and goes on with its default, or
 * with the nearest value in range. Connects to nothing.
 */
final class ValueRule {

  private ValueRule() {}

  /**
   * What is to be said of a value.
   *
   * @param readings those that look at it where it stands
   */
  static Optional<Finding> on(Setting setting, List<Reading> readings) {
    Value value = setting.value();
    if (value instanceof Value.Unknown || value instanceof Value.Reference) {
      return Optional.empty();
    }
    return readings.stream()
        .map(reading -> complaint(value, reading))
        .flatMap(Optional::stream)
        .findFirst()
        .map(why -> Finding.of(ConfigFacts.VALUES_REPLACED, setting, why));
  }

  private static Optional<String> complaint(Value value, Reading reading) {
    if (reading.types().stream().noneMatch(type -> fits(type, value))) {
      return Optional.of(
          reading.reader() + " wants " + words(reading) + " and goes on with " + standard(reading));
    }
    if (!reading.values().isEmpty() && reading.values().stream().noneMatch(it -> is(it, value))) {
      return Optional.of(
          reading.reader()
              + " knows "
              + reading.values().stream().map(OptionValue::lua).collect(Collectors.joining(", "))
              + " only");
    }
    return outOfRange(value, reading);
  }

  private static Optional<String> outOfRange(Value value, Reading reading) {
    if (reading.least().isEmpty() && reading.most().isEmpty() || Values.isNever(value)) {
      return Optional.empty();
    }
    Optional<Double> number =
        reading.types().contains(OptionType.PERIOD)
            ? Values.seconds(value).map(Long::doubleValue)
            : Values.number(value);
    return number
        .filter(
            it ->
                reading.least().filter(least -> it < least).isPresent()
                    || reading.most().filter(most -> it > most).isPresent())
        .map(_ -> reading.reader() + " takes " + range(reading) + " only");
  }

  private static String range(Reading reading) {
    String least = reading.least().map(ValueRule::lua).orElse("");
    String most = reading.most().map(ValueRule::lua).orElse("");
    if (least.isEmpty()) {
      return "at most " + most;
    }
    return most.isEmpty() ? "at least " + least : least + " to " + most;
  }

  private static String lua(double number) {
    return new OptionValue.Number(number).lua();
  }

  private static boolean fits(OptionType type, Value value) {
    return switch (type) {
      case ANY, ARRAY, SET, INHERITED_SET -> true;
      case SCALAR, STRING, PATH, ENUM -> !(Values.scalar(value) instanceof Value.Table);
      case NUMBER, INTEGER -> Values.number(value).isPresent();
      case BOOLEAN -> Values.flag(value).isPresent();
      case PERIOD -> Values.isNever(value) || Values.seconds(value).isPresent();
      case PORTS ->
          value instanceof Value.Table table
              ? table.items().stream().allMatch(it -> Values.number(it).isPresent())
              : Values.number(value).isPresent();
      case MAP, TABLE -> value instanceof Value.Table;
    };
  }

  /** Whether a value is one that the catalogue has; what the catalogue has not wholly, may be. */
  static boolean is(OptionValue known, Value value) {
    Value one = Values.scalar(value);
    return switch (known) {
      case OptionValue.Text(String text) -> one instanceof Value.Text it && it.text().equals(text);
      case OptionValue.Number(double number) ->
          Values.number(one).filter(it -> it == number).isPresent();
      case OptionValue.Flag(boolean flag) -> one instanceof Value.Flag(boolean on) && on == flag;
      case OptionValue.Items(var items) ->
          value instanceof Value.Table table
              && table.items().size() == items.size()
              && items.stream()
                  .allMatch(item -> table.items().stream().anyMatch(it -> is(item, it)));
      case OptionValue.Computed _ -> true;
    };
  }

  private static String words(Reading reading) {
    return reading.types().stream()
        .map(OptionType::word)
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  private static String standard(Reading reading) {
    return reading.standard().map(OptionValue::lua).orElse("nothing at all");
  }
}
