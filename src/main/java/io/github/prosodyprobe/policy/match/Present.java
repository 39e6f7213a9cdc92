package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import java.time.Instant;

/** {@code present}: the text or set is not empty. */
public record Present() implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.PRESENT;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return value instanceof FactValue.Text text
        ? !text.value().is("")
        : !Values.members(value).isEmpty();
  }

  @Override
  public String describe() {
    return "present";
  }
}
