package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactType;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Unit;
import java.time.Instant;

/**
 * What is expected of one observed value.
 *
 * <p>A matcher never sees a fact that was not observed: that makes a check unknown, whatever the
 * matcher. An observed empty set is a value like any other.
 */
public sealed interface Matcher
    permits AtLeast,
        AtLeastFromNow,
        AtMost,
        Between,
        Covers,
        Empty,
        Equals,
        Excludes,
        Includes,
        Is,
        IsNot,
        Matches,
        NoneOf,
        OneOf,
        Only,
        Present {

  /** The word in policies that stands for this kind of matcher. */
  MatcherWord word();

  /**
   * Whether the value is as expected.
   *
   * @param value of a type that this {@link #fits}
   * @param now the time of the evaluation
   * @throws IllegalArgumentException when the value is of another type, which is a bug of ours
   */
  boolean accepts(FactValue value, Instant now);

  /** The expectation in words, such as {@code only TLSv1.2, TLSv1.3}; safe on a terminal. */
  String describe();

  /** The same of a number in this unit. */
  default String describe(Unit unit) {
    return describe();
  }

  /** Whether facts of this type can be held against it. */
  default boolean fits(FactType type) {
    return word().fits(type);
  }
}
