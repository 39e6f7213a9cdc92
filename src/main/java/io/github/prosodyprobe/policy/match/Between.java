package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Unit;
import java.time.Instant;

/** {@code between}: the number, in the fact's unit, is one of the bounds or lies between them. */
public record Between(long low, long high) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.BETWEEN;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    long number = Values.number(value);
    return low <= number && number <= high;
  }

  @Override
  public String describe() {
    return describe(Unit.NONE);
  }

  @Override
  public String describe(Unit unit) {
    return "between " + unit.words(low) + " and " + unit.words(high);
  }
}
