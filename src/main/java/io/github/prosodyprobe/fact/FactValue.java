package io.github.prosodyprobe.fact;

import io.github.prosodyprobe.text.Untrusted;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** An observed value. */
public sealed interface FactValue {

  /** Yes or no. */
  record Flag(boolean value) implements FactValue {
    @Override
    public String toString() {
      return value ? "yes" : "no";
    }
  }

  /** A whole number in the fact's unit. */
  record Count(long value) implements FactValue {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /** One text. */
  record Text(Untrusted value) implements FactValue {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** Distinct texts, sorted so that two runs compare and print alike. */
  record TextSet(List<Untrusted> values) implements FactValue {
    public TextSet {
      values = values.stream().distinct().sorted().toList();
    }

    @Override
    public String toString() {
      return values.isEmpty()
          ? "none"
          : values.stream().map(Untrusted::toString).collect(Collectors.joining(", "));
    }
  }

  /** A point in time. */
  record Moment(Instant value) implements FactValue {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** A flag. */
  static Flag flag(boolean value) {
    return new Flag(value);
  }

  /** A number. */
  static Count count(long value) {
    return new Count(value);
  }

  /** One text. */
  static Text text(String value) {
    return new Text(Untrusted.of(value));
  }

  /** Several texts. */
  static TextSet texts(Collection<String> values) {
    return new TextSet(Untrusted.listOf(values));
  }

  /** Several texts. */
  static TextSet texts(String... values) {
    return texts(Arrays.asList(values));
  }

  /** A point in time. */
  static Moment moment(Instant value) {
    return new Moment(value);
  }
}
