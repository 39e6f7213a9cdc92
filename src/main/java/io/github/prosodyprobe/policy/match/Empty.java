package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;

/** {@code empty}: whether the set has no members. */
public record Empty(boolean expected) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.EMPTY;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return Values.members(value).isEmpty() == expected;
  }

  @Override
  public String describe() {
    return expected ? "empty" : "not empty";
  }
}
