package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.Vantage;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the facts of a scan against a policy. */
public final class Evaluation {

  private static final Comparator<Result> ORDER =
      Comparator.comparing(Result::endpoint)
          .thenComparing(result -> result.check().severity())
          .thenComparing(result -> result.check().id());

  private Evaluation() {}

  /**
   * One result for each check on each endpoint of a kind on which the check holds; a check whose
   * listeners the scan did not meet has no result.
   *
   * @param policy what is expected
   * @param endpoints what was seen
   * @param vantage where it was seen from
   * @param now the time against which dates are judged
   * @return the results by endpoint, the worst severity first, then by id
   */
  public static List<Result> of(
      Policy policy, Collection<EndpointFacts> endpoints, Vantage vantage, Instant now) {
    return endpoints.stream()
        .flatMap(
            facts ->
                policy.checks().stream()
                    .filter(check -> check.listeners().contains(facts.endpoint().listener()))
                    .map(check -> result(check, new Judge(facts, now), vantage)))
        .sorted(ORDER)
        .toList();
  }

  /** The checks that have no result, because the scan met none of their listeners. */
  public static List<Check> unmet(Policy policy, Collection<EndpointFacts> endpoints) {
    Set<Listener> met =
        endpoints.stream().map(facts -> facts.endpoint().listener()).collect(Collectors.toSet());
    return policy.checks().stream()
        .filter(check -> Collections.disjoint(check.listeners(), met))
        .toList();
  }

  private static Result result(Check check, Judge judge, Vantage vantage) {
    return switch (judge.judge(check, vantage)) {
      case Judgement.Holds _ -> result(check, judge, State.PASS, null, "");
      case Judgement.Violated _ -> result(check, judge, State.FAIL, null, "");
      case Judgement.Unknown(Reason reason) -> result(check, judge, State.UNKNOWN, reason, "");
      case Judgement.NotApplicable(String because) ->
          result(check, judge, State.NOT_APPLICABLE, null, because);
    };
  }

  private static Result result(
      Check check, Judge judge, State state, @Nullable Reason reason, String because) {
    return new Result(
        check,
        judge.facts().endpoint(),
        state,
        reason,
        because,
        new Comparisons(judge).of(check.expectation()));
  }
}
