package io.github.prosodyprobe.option;

import io.github.prosodyprobe.fact.Fact;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An option of one series of Prosody.
 *
 * @param name as a configuration has it; with an asterisk in front, all names that end so
 * @param readings who reads it, sorted by reader; empty where nobody does any more
 * @param instead what to write instead, where the name is an old one
 * @param note what else there is to know; empty where there is nothing
 * @param keys the names that a table has, and what becomes of their values; empty where any will
 *     do, or where it is no table
 * @param live the facts that show it on a running server
 * @param secret whether the value, or any part of it, must not be shown
 */
public record ConfigurationOption(
    String name,
    List<Reading> readings,
    Optional<String> instead,
    String note,
    Map<String, OptionType> keys,
    List<Fact<?>> live,
    boolean secret) {

  /** Copies the collections. */
  public ConfigurationOption {
    readings = List.copyOf(readings);
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    live = List.copyOf(live);
  }

  /** The readings that have an effect on the server. */
  public List<Reading> effective() {
    return readings.stream().filter(it -> it.part() != Part.PROSODYCTL).toList();
  }

  /** What this reader does with it. */
  public Optional<Reading> reading(String reader) {
    return readings.stream().filter(it -> it.reader().equals(reader)).findFirst();
  }

  /** Whether it has no effect anywhere but in the global section. */
  public boolean isGlobal() {
    return !effective().isEmpty()
        && effective().stream().allMatch(it -> it.scope() == Scope.GLOBAL);
  }
}
