package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;

/**
 * {@code only}: nothing but these is there. Holds for an empty set; who wants something to be there
 * says so with {@link Includes} or {@link Empty}.
 */
public record Only(FactValue.TextSet allowed) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.ONLY;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return allowed.values().containsAll(Values.members(value));
  }

  @Override
  public String describe() {
    return "only " + allowed;
  }
}
