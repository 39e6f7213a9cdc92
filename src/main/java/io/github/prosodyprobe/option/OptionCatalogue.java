package io.github.prosodyprobe.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of the options of Prosody.
 *
 * @param all one for each series, the oldest first
 */
public record OptionCatalogue(List<SeriesOptions> all) {

  /** Sorts the series. */
  public OptionCatalogue {
    all = all.stream().sorted(Comparator.comparingDouble(it -> number(it.series()))).toList();
  }

  /** Compares 0.12 and 13; a series has at most two numbers. */
  private static double number(String series) {
    int dot = series.indexOf('.');
    return dot < 0
        ? Integer.parseInt(series)
        : Integer.parseInt(series.substring(0, dot))
            + Integer.parseInt(series.substring(dot + 1)) / 1e6;
  }

  /**
   * The series that a version belongs to.
   *
   * @param version such as {@code 0.12.3}, {@code 13.0.1} or the series itself; empty where it is
   *     of no known series
   */
  public Optional<SeriesOptions> of(String version) {
    return all.stream()
        .filter(it -> version.equals(it.series()) || version.startsWith(it.series() + "."))
        .findFirst();
  }

  /** An option of a version. */
  public Optional<ConfigurationOption> option(String name, String version) {
    return of(version).flatMap(it -> it.option(name));
  }

  /** A module of a version, named with or without {@code mod_}. */
  public Optional<ProsodyModule> module(String name, String version) {
    return of(version).flatMap(it -> it.module(name));
  }

  /** The series in which an option of this name has an effect, the oldest first. */
  public List<String> seriesWithOption(String name) {
    return all.stream()
        .filter(
            it ->
                Optional.ofNullable(it.options().get(name)).stream()
                    .map(ConfigurationOption::effective)
                    .anyMatch(readings -> !readings.isEmpty()))
        .map(SeriesOptions::series)
        .toList();
  }

  /** The series whose packages have a module of this name, the oldest first. */
  public List<String> seriesWithModule(String name) {
    return all.stream()
        .filter(it -> it.module(name).filter(found -> found.part() != Part.UNPACKAGED).isPresent())
        .map(SeriesOptions::series)
        .toList();
  }

  /** The modules of any series that read an option. */
  public List<String> readers(String name) {
    return all.stream()
        .map(it -> it.option(name))
        .flatMap(Optional::stream)
        .map(ConfigurationOption::readings)
        .flatMap(Collection::stream)
        .map(Reading::reader)
        .distinct()
        .sorted()
        .toList();
  }
}
