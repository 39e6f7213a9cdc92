package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * In what two reports on one target differ.
 *
 * @param before the earlier one
 * @param after the later one
 * @param results checks whose state changed, the worst first
 * @param facts facts that changed, by endpoint and name
 * @param endpoints those that came and went
 */
public record Difference(
    Report before,
    Report after,
    List<ResultChange> results,
    List<FactChange> facts,
    List<EndpointChange> endpoints) {

  /** Copies the lists. */
  public Difference {
    results = List.copyOf(results);
    facts = List.copyOf(facts);
    endpoints = List.copyOf(endpoints);
  }

  /** What a change means. */
  public enum Kind {
    /** A check that did not fail fails. */
    WORSE,
    /** A check that was evaluated, or did not exist, could not be. */
    UNKNOWN,
    /** A check that failed or was unknown is as expected, or is accepted. */
    BETTER,
    /** A value, or a state that is neither better nor worse, is another. */
    CHANGED,
    /** It is there and was not. */
    ADDED,
    /** It was there and is not, and that was looked at. */
    REMOVED,
    /** It was seen, and could not be looked at. */
    UNSEEN,
    /** It could not be looked at, and was seen. */
    SEEN;

    /** The word in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A check whose state changed.
   *
   * @param kind what that means
   * @param finding the result that there is, or was where there is none any more
   * @param before the earlier state; empty where there was none
   * @param after the later state; empty where there is none
   */
  public record ResultChange(
      Kind kind, Finding finding, Optional<State> before, Optional<State> after) {}

  /**
   * A fact that changed.
   *
   * @param kind {@code CHANGED}, {@code UNSEEN} or {@code SEEN}
   * @param endpoint of what
   * @param fact the fact
   * @param before what was known of it
   * @param after what is known of it
   */
  public record FactChange(
      Kind kind, Endpoint endpoint, Fact<?> fact, FactState before, FactState after) {}

  /**
   * An endpoint that came or went.
   *
   * @param kind {@code ADDED}, {@code REMOVED} or {@code UNSEEN}
   * @param endpoint the endpoint
   */
  public record EndpointChange(Kind kind, Endpoint endpoint) {}

  /** Whether they agree. */
  public boolean isEmpty() {
    return results.isEmpty() && facts.isEmpty() && endpoints.isEmpty();
  }

  /** Whether a check fails that did not, of this severity or a worse one. */
  public boolean isWorse(Severity failOn) {
    return any(Kind.WORSE, failOn);
  }

  /** Whether something can no longer be told that could be before. */
  public boolean isDoubtful(Severity failOn) {
    return any(Kind.UNKNOWN, failOn)
        || (before.run().complete() && !after.run().complete())
        || endpoints.stream().anyMatch(change -> change.kind() == Kind.UNSEEN)
        || (after.policy() == null && facts.stream().anyMatch(it -> it.kind() == Kind.UNSEEN));
  }

  private boolean any(Kind kind, Severity failOn) {
    return results.stream()
        .anyMatch(change -> change.kind() == kind && change.finding().severity().atLeast(failOn));
  }
}
