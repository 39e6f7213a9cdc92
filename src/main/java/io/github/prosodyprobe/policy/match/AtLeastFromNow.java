package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Unit;
import java.time.Duration;
import java.time.Instant;

/** {@code at-least-from-now}: the moment is this far in the future, or further. */
public record AtLeastFromNow(Duration ahead) implements Matcher {

  @Override
  public MatcherWord word() {
    return MatcherWord.AT_LEAST_FROM_NOW;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    return !Values.moment(value).isBefore(now.plus(ahead));
  }

  @Override
  public String describe() {
    if (ahead.isZero()) {
      return "not in the past";
    }
    return "at least " + Unit.SECONDS.words(ahead.toSeconds()) + " from now";
  }
}
