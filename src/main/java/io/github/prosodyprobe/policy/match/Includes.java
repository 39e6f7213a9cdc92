package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;

/** {@code includes}: each of these is there; others may be there too. */
public record Includes(FactValue.TextSet required) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.INCLUDES;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return Values.members(value).containsAll(required.values());
  }

  @Override
  public String describe() {
    return "includes " + required;
  }
}
