package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;

/** {@code is-not}: the value is any but this one. */
public record IsNot(FactValue unwanted) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.IS_NOT;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return !Values.same(unwanted, value);
  }

  @Override
  public String describe() {
    return "is not " + unwanted;
  }
}
