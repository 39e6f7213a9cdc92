package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.option.ConfigurationOption;
import io.github.prosodyprobe.option.OptionType;
import io.github.prosodyprobe.option.OptionValue;
import io.github.prosodyprobe.option.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody knows of an option beside what stands in the source of its readers.
 *
 * @param types what readers that take the value as it is make of it
 * @param standard what they take where nothing is said
 * @param values all that is taken
 * @param bounds the ends of what is taken
 * @param keys the names that a table has
 * @param instead what to write instead
 * @param note what else there is to know
 * @param live the facts that show it
 * @param secret whether its value must not be shown
 */
record OptionRemark(
    Set<OptionType> types,
    Optional<OptionValue> standard,
    List<OptionValue> values,
    OptionReader.Bounds bounds,
    Map<String, OptionType> keys,
    Optional<String> instead,
    String note,
    List<Fact<?>> live,
    boolean secret) {

  /** Types that somebody who knows more can name more precisely. */
  private static final Set<OptionType> VAGUE = Set.of(OptionType.ANY, OptionType.TABLE);

  /** What is known of an option that nobody has said anything about. */
  static final OptionRemark NONE =
      new OptionRemark(
          Set.of(),
          Optional.empty(),
          List.of(),
          new OptionReader.Bounds(Optional.empty(), Optional.empty()),
          Map.of(),
          Optional.empty(),
          "",
          List.of(),
          false);

  /** The option with this remark. */
  ConfigurationOption option(String name, List<Reading> readings) {
    return new ConfigurationOption(
        name, readings.stream().map(this::completed).toList(), instead, note, keys, live, secret);
  }

  /** What the source says is kept: it differs from reader to reader. */
  private Reading completed(Reading reading) {
    boolean vague = VAGUE.containsAll(reading.types()) && !types.isEmpty();
    return new Reading(
        reading.reader(),
        reading.part(),
        vague ? types : reading.types(),
        reading.standard().or(this::standard),
        reading.values().isEmpty() ? values : reading.values(),
        reading.least().or(bounds::least),
        reading.most().or(bounds::most),
        reading.scope());
  }
}
