package io.github.prosodyprobe.fact;

import java.util.List;

/**
 * What a fact means: its name in checks and reports, its type, and where the meaning is defined.
 *
 * @param name lower case, dots between subject and property; never renamed
 * @param type the kind of value
 * @param unit what an integer counts
 * @param description one sentence: what was observed when it has a value
 * @param source the document and section that defines the thing observed
 * @param vocabulary all possible texts where they are a closed list, else empty
 * @param lasting whether two scans of an unchanged server agree on it; {@code diff} leaves out the
 *     rest
 * @param <V> the class of its values
 */
public record Fact<V extends FactValue>(
    String name,
    FactType type,
    Unit unit,
    String description,
    String source,
    List<String> vocabulary,
    Lasting lasting)
    implements Comparable<Fact<?>> {

  /** Whether two scans of an unchanged server agree on a fact. */
  public enum Lasting {
    STABLE,
    VOLATILE
  }

  /** Copies the vocabulary. */
  public Fact {
    vocabulary = List.copyOf(vocabulary);
  }

  static Fact<FactValue.Flag> flag(String name, String description, String source) {
    return new Fact<>(
        name, FactType.BOOLEAN, Unit.NONE, description, source, List.of(), Lasting.STABLE);
  }

  static Fact<FactValue.Count> count(String name, Unit unit, String description, String source) {
    return new Fact<>(name, FactType.INTEGER, unit, description, source, List.of(), Lasting.STABLE);
  }

  static Fact<FactValue.Text> text(
      String name, String description, String source, String... vocabulary) {
    return new Fact<>(
        name, FactType.TEXT, Unit.NONE, description, source, List.of(vocabulary), Lasting.STABLE);
  }

  static Fact<FactValue.TextSet> texts(
      String name, String description, String source, String... vocabulary) {
    return new Fact<>(
        name,
        FactType.TEXT_SET,
        Unit.NONE,
        description,
        source,
        List.of(vocabulary),
        Lasting.STABLE);
  }

  static Fact<FactValue.Moment> moment(String name, String description, String source) {
    return new Fact<>(
        name, FactType.TIME, Unit.NONE, description, source, List.of(), Lasting.STABLE);
  }

  /** The same fact, marked as one that changes without a change of the server's configuration. */
  Fact<V> changing() {
    return new Fact<>(name, type, unit, description, source, vocabulary, Lasting.VOLATILE);
  }

  /** A value of this fact for people, with its unit; safe on a terminal. */
  public String words(FactValue value) {
    return value instanceof FactValue.Count(long number) ? unit.words(number) : value.toString();
  }

  @Override
  public int compareTo(Fact<?> other) {
    return name.compareTo(other.name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fact<?> fact && fact.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
