package io.github.prosodyprobe.option;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The options and modules of one series of Prosody.
 *
 * @param series such as {@code 0.12} or {@code 13}
 * @param options by name; that of a family begins with an asterisk
 * @param modules by name, with {@code mod_}
 */
public record SeriesOptions(
    String series,
    SortedMap<String, ConfigurationOption> options,
    SortedMap<String, ProsodyModule> modules) {

  private static final String ANY_START = "*";

  /** Copies the maps. */
  public SeriesOptions {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    modules = Collections.unmodifiableSortedMap(new TreeMap<>(modules));
  }

  /**
   * The option of this name, or else the family that the name belongs to, whose own name begins
   * with an asterisk. Of a family, no known module reads this very name: it may be misspelt.
   */
  public Optional<ConfigurationOption> option(String name) {
    return Optional.ofNullable(options.get(name)).or(() -> family(name));
  }

  private Optional<ConfigurationOption> family(String name) {
    return options.tailMap(ANY_START).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(ANY_START))
        .filter(entry -> isOf(entry.getKey(), name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean isOf(String family, String name) {
    String ending = family.substring(ANY_START.length());
    return name.length() > ending.length() && name.endsWith(ending);
  }

  /** The module of this name, with or without {@code mod_}. */
  public Optional<ProsodyModule> module(String name) {
    return Optional.ofNullable(
        modules.get(name.startsWith(ProsodyModule.PREFIX) ? name : ProsodyModule.PREFIX + name));
  }

  /** What a module, or a part of the server, reads. */
  public List<ConfigurationOption> readBy(String reader) {
    return options.values().stream().filter(it -> it.reading(reader).isPresent()).toList();
  }

  /** The names that somebody can have meant: those of options that have an effect. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    options.forEach(
        (name, option) -> {
          if (!name.startsWith(ANY_START) && !option.effective().isEmpty()) {
            names.add(name);
          }
        });
    return names;
  }
}
