package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
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

  /**
   * What a check comes to. From the wrong vantage nothing is known of it, unless it has nothing to
   * say of this endpoint wherever one stands.
   */
  Judgement judge(Check check, Vantage vantage) {
    Judgement applies = applies(check.when());
    Judgement judgement = applies instanceof Judgement.Holds ? judge(check.expectation()) : applies;
    return check
        .when()
        .vantage()
        .filter(wanted -> wanted != vantage && !(judgement instanceof Judgement.NotApplicable))
        .<Judgement>map(wanted -> new Judgement.Unknown(elsewhere(wanted)))
        .orElse(judgement);
  }

  private static Reason elsewhere(Vantage wanted) {
    return Reason.of(
        ReasonCode.VANTAGE,
        "it can only be judged from an "
            + wanted.word()
            + " vantage; --skip "
            + wanted.word()
            + " leaves such checks out");
  }

  /** Whether the check says something here; anything but {@code Holds} means that it does not. */
  private Judgement applies(When when) {
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
