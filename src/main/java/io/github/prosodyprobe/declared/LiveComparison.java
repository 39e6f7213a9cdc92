package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds what a host declares against what its listeners were seen to do. Opens no connection.
 *
 * @param same what agrees, one sentence for each option
 * @param different what does not
 * @param evidence ids of the exchanges that showed what does not agree
 * @param unseen why something that was looked for could not be compared
 */
record LiveComparison(
    List<Untrusted> same, List<Untrusted> different, List<String> evidence, List<Reason> unseen) {

  /** Compares; what was not seen is in neither list, and what nobody looked for in none. */
  static LiveComparison of(
      DeclaredFor host, List<EndpointFacts> endpoints, Function<Setting, String> where) {
    List<Untrusted> same = new ArrayList<>();
    List<Untrusted> different = new ArrayList<>();
    List<String> evidence = new ArrayList<>();
    List<Reason> unseen = new ArrayList<>();
    for (LiveRule rule : LiveRule.ALL) {
      Optional<Promise> promise = rule.promise().apply(host);
      if (promise.isEmpty()) {
        continue;
      }
      for (EndpointFacts endpoint : endpoints) {
        if (endpoint.endpoint().listener() != rule.listener()
            || !endpoint.endpoint().domain().equals(host.host())) {
          continue;
        }
        switch (endpoint.state(rule.fact())) {
          case FactState.Observed(FactValue seen, String id) -> {
            boolean kept = promise.get().isKeptBy(seen);
            (kept ? same : different)
                .add(sentence(place(host, rule, where), rule, promise.get(), endpoint, seen));
            if (!kept) {
              evidence.add(id);
            }
          }
          case FactState.Unobserved(Reason reason) -> {
            if (reason.code() != ReasonCode.NOT_PROBED) {
              unseen.add(reason);
            }
          }
          case FactState.NotApplicable _ -> {}
        }
      }
    }
    return new LiveComparison(same, different, evidence, unseen);
  }

  private static String place(DeclaredFor host, LiveRule rule, Function<Setting, String> where) {
    return host.setting(rule.option())
        .map(where)
        .orElse(rule.option().startsWith("mod_") ? "modules_enabled" : "by default");
  }

  private static Untrusted sentence(
      String place, LiveRule rule, Promise promise, EndpointFacts endpoint, FactValue seen) {
    return Untrusted.of(
        place
            + " "
            + rule.option()
            + ": declared "
            + promise.words()
            + "; "
            + endpoint.endpoint()
            + " has "
            + rule.fact()
            + " = "
            + seen);
  }
}
