package io.github.prosodyprobe.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Prosody's loader makes of a configuration.
 *
 * @param hosts the global section, then the hosts in the order in which they are first named
 * @param replaced settings that a later line of the same host has overwritten
 * @param problems in the order in which they came up; with some, what follows them was not read
 * @param files that were read, the main file first
 * @param absentVariables names that the file asked the environment for in vain
 */
public record Configuration(
    List<HostSection> hosts,
    List<Setting> replaced,
    List<ConfigurationProblem> problems,
    List<Path> files,
    Set<String> absentVariables) {

  /** The name of the section for all hosts. */
  public static final String GLOBAL = "*";

  public Configuration {
    hosts = List.copyOf(hosts);
    replaced = List.copyOf(replaced);
    problems = List.copyOf(problems);
    files = List.copyOf(files);
    absentVariables = java.util.Collections.unmodifiableSet(new TreeSet<>(absentVariables));
  }

  /** Whether everything was read and every value is known. */
  public boolean complete() {
    return problems.stream().noneMatch(ConfigurationProblem::spoilsTheReading);
  }

  /** The section of a host, or the one named {@link #GLOBAL}. */
  public Optional<HostSection> host(String name) {
    return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
  }

  /** The setting that counts for a host: its own or else the global one. */
  public Optional<Setting> effective(String host, String option) {
    return host(host)
        .map(section -> section.settings().get(option))
        .or(() -> host(GLOBAL).map(section -> section.settings().get(option)));
  }
}
