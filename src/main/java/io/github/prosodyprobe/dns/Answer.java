package io.github.prosodyprobe.dns;

import io.github.prosodyprobe.fact.ReasonCode;
import java.util.List;

/**
 * What a resolver said about a name.
 *
 * @param <T> the kind of record
 */
public sealed interface Answer<T> {

  /** The records that there are. */
  List<T> records();

  /** There are records; at least one. */
  record Found<T>(List<T> records) implements Answer<T> {
    public Found {
      records = List.copyOf(records);
    }
  }

  /** There are none: the name does not exist, or has no record of this type. */
  record Missing<T>(ReasonCode code) implements Answer<T> {
    @Override
    public List<T> records() {
      return List.of();
    }
  }
}
