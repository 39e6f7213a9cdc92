package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Configuration;
import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.fact.ConfigFacts;
import io.github.prosodyprobe.option.ConfigurationOption;
import io.github.prosodyprobe.option.OptionCatalogue;
import io.github.prosodyprobe.option.OptionValue;
import io.github.prosodyprobe.option.ProsodyModule;
import io.github.prosodyprobe.option.Reading;
import io.github.prosodyprobe.option.Scope;
import io.github.prosodyprobe.option.SeriesOptions;
import io.github.prosodyprobe.text.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Names the settings that change nothing: nobody reads them, their reader is not loaded, or it does
 * not look where they stand. Connects to nothing.
 *
 * @param series what the version reads
 * @param catalogue what all versions read, for hints
 * @param modules what is loaded for each host
 */
record EffectRule(SeriesOptions series, OptionCatalogue catalogue, LoadedModules modules) {

  /** What is to be said of a setting; empty where it has an effect, or may have. */
  Optional<Finding> on(Setting setting) {
    Optional<ConfigurationOption> option = series.option(setting.name());
    List<Reading> readings = option.map(ConfigurationOption::effective).orElse(List.of());
    if (readings.isEmpty()) {
      return mayBeUnknownModules(setting.name())
          ? Optional.empty()
          : Optional.of(withoutEffect(setting, unread(setting.name(), option)));
    }
    if (readings.stream().anyMatch(reading -> reads(reading, setting))) {
      return Optional.empty();
    }
    if (readings.stream().anyMatch(this::isLoadedAnywhere)) {
      return Optional.of(
          Finding.of(ConfigFacts.OPTIONS_OUT_OF_PLACE, setting, misplaced(setting, readings)));
    }
    // Nobody believes in something that would be so without the line too.
    return readings.stream().allMatch(reading -> isDefault(reading, setting))
        ? Optional.empty()
        : Optional.of(
            withoutEffect(setting, "only " + names(readings) + " reads it, which is not loaded"));
  }

  /** The readings that look at a setting where it stands. */
  List<Reading> effective(Setting setting) {
    return series.option(setting.name()).stream()
        .flatMap(option -> option.effective().stream())
        .filter(reading -> reads(reading, setting))
        .toList();
  }

  private boolean reads(Reading reading, Setting setting) {
    boolean global = setting.host().equals(Configuration.GLOBAL);
    if (reading.scope() == Scope.GLOBAL && !global) {
      return false;
    }
    return !reading.isModules() || modules.on(setting.host()).contains(reading.reader());
  }

  private static boolean isDefault(Reading reading, Setting setting) {
    return reading
        .standard()
        .filter(standard -> ValueRule.is(standard, setting.value()))
        .filter(standard -> !(standard instanceof OptionValue.Computed))
        .isPresent();
  }

  private boolean isLoadedAnywhere(Reading reading) {
    return !reading.isModules() || modules.on(Configuration.GLOBAL).contains(reading.reader());
  }

  private static Finding withoutEffect(Setting setting, String why) {
    return Finding.of(ConfigFacts.OPTIONS_WITHOUT_EFFECT, setting, why);
  }

  private String unread(String name, Optional<ConfigurationOption> option) {
    Optional<String> instead = option.flatMap(ConfigurationOption::instead);
    if (instead.isPresent()) {
      return "Prosody " + series.series() + " does not read it; instead: " + instead.get();
    }
    List<String> others = catalogue.seriesWithOption(name);
    String hint =
        Spelling.nearest(name, series.names())
            .map(it -> "; did you mean " + it + "?")
            .orElse("; delete the line");
    return others.isEmpty()
        ? "nobody reads it" + hint
        : "only Prosody " + String.join(" and ", others) + " reads it";
  }

  private String misplaced(Setting setting, List<Reading> readings) {
    if (readings.stream().allMatch(reading -> reading.scope() == Scope.GLOBAL)) {
      return "it is read in the global section only; put it in front of the first VirtualHost";
    }
    String hosts =
        readings.stream()
            .filter(Reading::isModules)
            .map(Reading::reader)
            .map(modules::hostsOf)
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return "it belongs to "
        + setting.host()
        + " alone, for which "
        + names(readings)
        + " is not loaded; put it in front of the first VirtualHost, or below "
        + hosts;
  }

  /** Modules that nobody knows call their options after themselves, as a rule. */
  private boolean mayBeUnknownModules(String option) {
    SortedSet<String> unknown = modules.unknown();
    return unknown.stream()
        .map(module -> module.substring(ProsodyModule.PREFIX.length()))
        .anyMatch(option::startsWith);
  }

  private static String names(List<Reading> readings) {
    return readings.stream()
        .map(Reading::reader)
        .distinct()
        .sorted()
        .collect(Collectors.joining(" or "));
  }
}
