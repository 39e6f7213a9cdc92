package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;
import java.util.Collections;

/** {@code excludes}: none of these is there. */
public record Excludes(FactValue.TextSet unwanted) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.EXCLUDES;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return Collections.disjoint(Values.members(value), unwanted.values());
  }

  @Override
  public String describe() {
    return "excludes " + unwanted;
  }
}
