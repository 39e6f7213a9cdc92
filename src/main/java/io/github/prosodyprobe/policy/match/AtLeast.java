package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
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
    return "at least " + bound;
  }
}
