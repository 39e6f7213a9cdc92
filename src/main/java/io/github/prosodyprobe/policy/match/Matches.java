package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;

/** {@code matches}: the whole text fits the pattern. */
public record Matches(Glob pattern) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.MATCHES;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return pattern.matches(Values.text(value).raw());
  }

  @Override
  public String describe() {
    return "matches " + pattern;
  }
}
