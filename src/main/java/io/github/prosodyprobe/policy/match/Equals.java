package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;

/** {@code equals}: exactly these are there, in any order. */
public record Equals(FactValue.TextSet expected) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.EQUALS;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return Values.same(expected, value);
  }

  @Override
  public String describe() {
    return "exactly " + expected;
  }
}
