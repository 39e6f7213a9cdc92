package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.fact.FactValue;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/**
 * What has to be seen of a server for what its file declares. Connects to nothing.
 *
 * @param words what the declaration comes to
 * @param manner how it shows
 */
record Promise(String words, Manner manner) {

  /** What is asked of an observed value. */
  sealed interface Manner {

    /** This value. */
    record Is(String value) implements Manner {}

    /** Yes. */
    record Yes() implements Manner {}

    /** No. */
    record No() implements Manner {}

    /** Any other value. */
    record IsNot(String value) implements Manner {}

    /** A value that begins so. */
    record Begins(String beginning) implements Manner {}

    /** Nothing but these. */
    record Only(SortedSet<String> values) implements Manner {}

    /** None of these. */
    record Excludes(SortedSet<String> values) implements Manner {}
  }

  /** Whether what was seen agrees. */
  boolean isKeptBy(FactValue seen) {
    return switch (manner) {
      case Manner.Is(String value) -> seen.toString().equals(value);
      case Manner.Yes _ -> seen.equals(FactValue.flag(true));
      case Manner.No _ -> seen.equals(FactValue.flag(false));
      case Manner.IsNot(String value) -> !seen.toString().equals(value);
      case Manner.Begins(String beginning) -> seen.toString().startsWith(beginning);
      case Manner.Only(SortedSet<String> values) -> values.containsAll(texts(seen));
      case Manner.Excludes(SortedSet<String> values) -> Collections.disjoint(texts(seen), values);
    };
  }

  /** The same as a matcher of a policy. */
  String matcher() {
    return switch (manner) {
      case Manner.Is(String value) -> "{ is: " + value + " }";
      case Manner.Yes _ -> "{ is: true }";
      case Manner.No _ -> "{ is: false }";
      case Manner.IsNot(String value) -> "{ is-not: " + value + " }";
      case Manner.Begins(String beginning) -> "{ matches: '" + beginning + "*' }";
      case Manner.Only(SortedSet<String> values) -> "{ only: [" + list(values) + "] }";
      case Manner.Excludes(SortedSet<String> values) -> "{ excludes: [" + list(values) + "] }";
    };
  }

  private static String list(SortedSet<String> values) {
    return String.join(
        ", ", values.stream().map(value -> "'" + value.replace("'", "''") + "'").toList());
  }

  private static List<String> texts(FactValue value) {
    return value instanceof FactValue.TextSet set
        ? set.values().stream().map(Object::toString).toList()
        : List.of(value.toString());
  }
}
