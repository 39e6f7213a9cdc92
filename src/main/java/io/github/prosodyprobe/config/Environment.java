package io.github.prosodyprobe.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables that a configuration sees: those that were given, never the process's own. */
public final class Environment {

  private static final Environment EMPTY = new Environment(Map.of());

  private final Map<String, String> variables;

  private Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** No variables. */
  public static Environment empty() {
    return EMPTY;
  }

  /** These variables and the given ones, which win. */
  public Environment with(Map<String, String> later) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.putAll(later);
    return new Environment(all);
  }

  /** These variables and one more, which wins. */
  public Environment with(String name, String value) {
    return with(Map.of(name, value));
  }

  /** The value of a variable. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** All names. */
  public Set<String> names() {
    return Set.copyOf(variables.keySet());
  }

  /** The names alone: values may be secrets. */
  @Override
  public String toString() {
    return "Environment" + variables.keySet();
  }
}
