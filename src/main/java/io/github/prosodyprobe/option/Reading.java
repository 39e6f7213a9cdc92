package io.github.prosodyprobe.option;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one reader does with an option.
 *
 * @param reader a module such as {@code mod_bosh}, or a part of the server such as {@code
 *     core.certmanager}
 * @param part what the reader belongs to
 * @param types what it makes of the value, at least one; the value has to fit one of them
 * @param standard what it takes where nothing is said; empty for nothing at all
 * @param values all that it takes; empty where any value of the type will do
 * @param least the smallest number that it takes; in 13 a smaller one becomes this one, in 0.12
 *     none is refused
 * @param most the greatest, likewise
 * @param scope where it looks
 */
public record Reading(
    String reader,
    Part part,
    Set<OptionType> types,
    Optional<OptionValue> standard,
    List<OptionValue> values,
    Optional<Double> least,
    Optional<Double> most,
    Scope scope) {

  /** Copies the collections. */
  public Reading {
    types = Set.copyOf(types);
    values = List.copyOf(values);
  }

  /** Whether a module reads it, which must be loaded for the option to have an effect. */
  public boolean isModules() {
    return reader.startsWith(ProsodyModule.PREFIX);
  }
}
