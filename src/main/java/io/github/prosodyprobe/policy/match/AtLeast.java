package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Unit;
import java.time.Instant;

/** {@code at-least}: the number, in the fact's unit, is this or greater. */
public record AtLeast(long bound) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.AT_LEAST;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return Values.number(value) >= bound;
  }

  @Override
  public String describe() {
    return describe(Unit.NONE);
  }

  @Override
  public String describe(Unit unit) {
    return "at least " + unit.words(bound);
  }
}
