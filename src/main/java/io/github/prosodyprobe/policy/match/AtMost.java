package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Unit;
import java.time.Instant;

/** {@code at-most}: the number, in the fact's unit, is this or smaller. */
public record AtMost(long bound) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.AT_MOST;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return Values.number(value) <= bound;
  }

  @Override
  public String describe() {
    return describe(Unit.NONE);
  }

  @Override
  public String describe(Unit unit) {
    return "at most " + unit.words(bound);
  }
}
