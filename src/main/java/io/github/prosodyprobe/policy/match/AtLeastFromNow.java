package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
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
    return "at least " + words() + " from now";
  }

  private String words() {
    long seconds = ahead.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " days";
    }
    return seconds % 3_600 == 0 ? seconds / 3_600 + " hours" : seconds + " seconds";
  }
}
