package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;
import java.util.List;

/** {@code none-of}: the value is none of these. */
public record NoneOf(List<FactValue> values) implements Matcher {

  /** Copies the values. */
  public NoneOf {
    values = List.copyOf(values);
  }

  @Override
  public MatcherWord word() {
    return MatcherWord.NONE_OF;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return values.stream().noneMatch(one -> Values.same(one, value));
  }

  @Override
  public String describe() {
    return "none of " + Values.joined(values);
  }
}
