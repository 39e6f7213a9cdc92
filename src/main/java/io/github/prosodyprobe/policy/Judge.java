package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Vantage;
import java.time.Instant;
import java.util.Comparator;

/**
 * Holds expectations against the facts of one endpoint.
 *
 * <p>What could not be observed never makes an expectation hold or fail. A certain violation wins
 * over what is unknown beside it, a certain alternative over unknown other ones, and facts that are
 * not applicable count only where nothing else is left to judge.
 */
record Judge(EndpointFacts facts, Instant now) {

  Judgement judge(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Compare compare -> compare(compare);
      case Expectation.AllOf all ->
          all.parts().stream()
              .map(this::judge)
              .min(Comparator.comparingInt(Judgement::rankInAllOf))
              .orElseThrow();
      case Expectation.AnyOf any ->
          any.parts().stream()
              .map(this::judge)
              .min(Comparator.comparingInt(Judgement::rankInAnyOf))
              .orElseThrow();
      case Expectation.Not not -> judge(not.part()).negated();
    };
  }

  private Judgement compare(Expectation.Compare compare) {
    return switch (facts.state(compare.fact())) {
      case FactState.Observed(FactValue value, String _) ->
          compare.matchers().stream().allMatch(matcher -> matcher.accepts(value, now))
              ? new Judgement.Holds()
              : new Judgement.Violated();
      case FactState.NotApplicable(String because) -> new Judgement.NotApplicable(because);
      case FactState.Unobserved unobserved -> new Judgement.Unknown(unobserved.reason());
    };
  }

  /** Whether the check says something here; anything but {@code Holds} means that it does not. */
  Judgement applies(When when, Vantage vantage) {
    if (when.vantage().isPresent() && when.vantage().get() != vantage) {
      return new Judgement.NotApplicable(
          "it can only be judged from an " + when.vantage().get().word() + " vantage");
    }
    if (when.facts().isEmpty()) {
      return new Judgement.Holds();
    }
    Expectation condition = when.facts().get();
    Judgement judgement = judge(condition);
    return judgement instanceof Judgement.Violated
        ? new Judgement.NotApplicable("it applies only where " + condition.describe())
        : judgement;
  }
}
