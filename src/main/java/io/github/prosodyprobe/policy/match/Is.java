package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;

/** {@code is}: the value is this one. */
public record Is(FactValue expected) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.IS;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return Values.same(expected, value);
  }

  @Override
  public String describe() {
    return "is " + expected;
  }
}
