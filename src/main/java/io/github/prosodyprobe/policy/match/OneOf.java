package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;
import java.util.List;

/** {@code one-of}: the value is one of these. */
public record OneOf(List<FactValue> values) implements Matcher {

  /** Copies the values. */
  public OneOf {
    values = List.copyOf(values);
  }

  @Override
  public MatcherWord word() {
    return MatcherWord.ONE_OF;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return values.stream().anyMatch(one -> Values.same(one, value));
  }

  @Override
  public String describe() {
    return "one of " + Values.joined(values);
  }
}
