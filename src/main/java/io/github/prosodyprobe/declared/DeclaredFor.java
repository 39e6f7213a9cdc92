package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Configuration;
import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.config.Value;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.option.ConfigurationOption;
import io.github.prosodyprobe.option.OptionValue;
import io.github.prosodyprobe.option.Reading;
import io.github.prosodyprobe.option.SeriesOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a configuration comes to for one host, Prosody's defaults included. Connects to nothing.
 *
 * @param configuration the file
 * @param host the virtual host
 * @param modules what is loaded
 * @param series what knows the defaults
 */
record DeclaredFor(
    Configuration configuration, String host, LoadedModules modules, SeriesOptions series) {

  /** What the source works out of an old option that nobody sets any more. */
  private static final Map<String, Boolean> WORKED_OUT =
      Map.of("c2s_require_encryption", true, "s2s_require_encryption", true);

  boolean loads(String module) {
    return modules.on(host).contains(module);
  }

  Optional<Setting> setting(String option) {
    return configuration.effective(host, option);
  }

  Optional<Value> value(String option) {
    return setting(option).map(Setting::value);
  }

  /** True or false, by the file or else by default; empty where neither says so. */
  Optional<Boolean> flag(String option) {
    return value(option)
        .flatMap(Values::flag)
        .or(
            () ->
                standard(option)
                    .filter(OptionValue.Flag.class::isInstance)
                    .map(it -> ((OptionValue.Flag) it).flag()))
        .or(() -> Optional.ofNullable(WORKED_OUT.get(option)));
  }

  /**
   * A whole number, of seconds where it is a period, by the file or else by default. Empty where
   * Prosody does not take the declared one: what it takes instead differs by version.
   */
  Optional<Long> number(String option) {
    List<Reading> readings =
        series.option(option).map(ConfigurationOption::effective).orElse(List.of());
    if (setting(option).flatMap(setting -> ValueRule.on(setting, readings)).isPresent()) {
      return Optional.empty();
    }
    return value(option)
        .flatMap(Values::seconds)
        .or(
            () ->
                standard(option)
                    .filter(OptionValue.Number.class::isInstance)
                    .map(it -> (long) ((OptionValue.Number) it).number()));
  }

  /** What a section itself says, which is not what holds for the host if another says more. */
  Optional<Value> own(String section, String option) {
    return configuration.host(section).map(it -> it.settings().get(option)).map(Setting::value);
  }

  /** The texts of a list that the file has. */
  Optional<SortedSet<String>> texts(String option) {
    return value(option).map(it -> Values.texts(it).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The texts of a list, by the file or else by default. */
  SortedSet<String> textsOrStandard(String option) {
    return texts(option)
        .orElseGet(
            () ->
                standard(option).stream()
                    .filter(OptionValue.Items.class::isInstance)
                    .flatMap(it -> ((OptionValue.Items) it).items().stream())
                    .filter(OptionValue.Text.class::isInstance)
                    .map(it -> ((OptionValue.Text) it).text())
                    .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** What holds for the host, its own lines and those for all. */
  List<Setting> settings() {
    return Stream.of(host, Configuration.GLOBAL)
        .map(configuration::host)
        .flatMap(Optional::stream)
        .flatMap(section -> section.settings().values().stream())
        .toList();
  }

  /** The facts in which an option shows on a running server. */
  List<Fact<?>> shownBy(String option) {
    return series.option(option).map(ConfigurationOption::live).orElse(List.of());
  }

  private Optional<OptionValue> standard(String option) {
    Stream<Reading> readings =
        series.option(option).map(ConfigurationOption::effective).stream()
            .flatMap(it -> it.stream());
    return readings.flatMap(reading -> reading.standard().stream()).findFirst();
  }
}
