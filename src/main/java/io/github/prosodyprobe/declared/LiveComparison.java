package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds what a host declares against what its listeners were seen to do. Opens no connection.
 *
 * @param same what agrees, one sentence for each option
 * @param different what does not
 * @param evidence ids of the exchanges that showed what does not agree
 * @param notCompared what the file says and nobody could hold against the server
 * @param unseen why something that was looked for could not be compared
 */
record LiveComparison(
    List<Untrusted> same,
    List<Untrusted> different,
    List<String> evidence,
    List<Untrusted> notCompared,
    List<Reason> unseen) {

  /** Compares; what was not seen is in neither list, and what nobody looked for in none. */
  static LiveComparison of(
      DeclaredFor host,
      String domain,
      List<EndpointFacts> endpoints,
      Function<Setting, String> where) {
    LiveComparison comparison =
        new LiveComparison(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (LiveRule rule : LiveRule.ALL) {
      List<EndpointFacts> places =
          endpoints.stream()
              .filter(it -> it.endpoint().listener() == rule.listener())
              .filter(it -> it.endpoint().domain().equals(domain))
              .toList();
      rule.promise()
          .apply(host)
          .ifPresent(promise -> comparison.hold(rule, promise, host, places, where));
    }
    comparison.addOthers(host, where);
    return comparison;
  }

  private void hold(
      LiveRule rule,
      Promise promise,
      DeclaredFor host,
      List<EndpointFacts> places,
      Function<Setting, String> where) {
    Optional<Setting> setting = rule.setting(host);
    String declared =
        setting.map(where).orElse(rule.isOfModule() ? "modules_enabled" : "by default")
            + " "
            + rule.option()
            + ": declared "
            + promise.words();
    List<Reason> reasons = new ArrayList<>();
    boolean compared = false;
    for (EndpointFacts place : places) {
      switch (place.state(rule.fact())) {
        case FactState.Observed(FactValue seen, String id) -> {
          compared = true;
          boolean kept = promise.isKeptBy(seen);
          (kept ? same : different).add(sentence(declared, rule, place, seen));
          if (!kept) {
            evidence.add(id);
          }
        }
        case FactState.Unobserved(Reason reason) -> reasons.add(reason);
        case FactState.NotApplicable _ -> {}
      }
    }
    reasons.stream().filter(it -> it.code() != ReasonCode.NOT_PROBED).forEach(unseen::add);
    if (!compared && setting.isPresent()) {
      notCompared.add(
          Untrusted.of(
              declared
                  + "; "
                  + rule.fact()
                  + " was not seen: "
                  + reasons.stream()
                      .findFirst()
                      .map(Reason::toString)
                      .orElse(
                          places.isEmpty()
                              ? "no listener " + rule.listener() + " was looked at"
                              : "there is none at " + places.getFirst().endpoint())));
    }
  }

  private static Untrusted sentence(
      String declared, LiveRule rule, EndpointFacts place, FactValue seen) {
    return Untrusted.of(declared + "; " + place.endpoint() + " has " + rule.fact() + " = " + seen);
  }

  /**
   * The options that show on the wire together with others, so that no rule speaks of one alone.
   */
  private void addOthers(DeclaredFor host, Function<Setting, String> where) {
    Set<String> judged =
        LiveRule.ALL.stream()
            .flatMap(rule -> Stream.concat(Stream.of(rule.option()), rule.others().stream()))
            .collect(Collectors.toSet());
    for (Setting setting : host.settings()) {
      List<Fact<?>> shown = host.shownBy(setting.name());
      if (!shown.isEmpty() && !judged.contains(setting.name())) {
        notCompared.add(
            Untrusted.of(
                where.apply(setting)
                    + " "
                    + setting.name()
                    + ": it has a part in "
                    + shown.stream().map(Fact::name).collect(Collectors.joining(", "))
                    + ", and others have too"));
      }
    }
  }
}
