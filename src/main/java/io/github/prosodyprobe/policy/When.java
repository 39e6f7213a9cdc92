package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Vantage;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which circumstances a check says something.
 *
 * @param vantage the only vantage from which it can be judged, or empty for any
 * @param facts what the facts must be like, or empty where it always applies
 */
public record When(Optional<Vantage> vantage, Optional<Expectation> facts) {

  /** Under all circumstances. */
  public static final When ALWAYS = new When(Optional.empty(), Optional.empty());

  /** The facts that decide whether it applies. */
  public Stream<Fact<?>> decidingFacts() {
    return facts.stream().flatMap(Expectation::facts);
  }
}
