package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.ConsistencyFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the listeners of a domain when all have been looked at; opens no connection. */
final class Consistency {

  /** What one listener's value is, held against the values of others. */
  @FunctionalInterface
  private interface Comparison {
    FactValue of(FactValue own, SortedMap<Endpoint, FactValue> others);
  }

  private record Compared(Fact<?> fact, Fact<?> source, Comparison comparison) {}

  private static final List<Compared> FACTS =
      List.of(
          new Compared(
              ConsistencyFacts.SAME_CERTIFICATE, CertificateFacts.SHA256, Consistency::same),
          new Compared(ConsistencyFacts.VERSIONS_DRIFT, TlsFacts.VERSIONS, Consistency::drift),
          new Compared(ConsistencyFacts.SUITES_DRIFT, TlsFacts.SUITES, Consistency::drift));

  private Consistency() {}

  /** These facts, and those that a comparison needs for them. */
  static Set<Fact<?>> withSources(Set<Fact<?>> wanted) {
    Set<Fact<?>> all = new HashSet<>(wanted);
    for (Compared compared : FACTS) {
      if (wanted.contains(compared.fact())) {
        all.add(compared.source());
      }
    }
    return Set.copyOf(all);
  }

  /**
   * The same endpoints, with comparisons wherever there is something to compare.
   *
   * @param wanted listener to the facts that somebody will look at
   */
  static List<EndpointFacts> compared(
      List<EndpointFacts> endpoints, Function<Listener, Set<Fact<?>>> wanted) {
    List<EndpointFacts> all = new ArrayList<>();
    for (EndpointFacts endpoint : endpoints) {
      Map<Fact<?>, FactState> states = new TreeMap<>(endpoint.states());
      Set<Fact<?>> here = wanted.apply(endpoint.endpoint().listener());
      for (Compared compared : FACTS) {
        if (here.contains(compared.fact()) && states.containsKey(compared.source())) {
          states.put(compared.fact(), state(compared, endpoint, endpoints));
        }
      }
      all.add(EndpointFacts.of(endpoint.endpoint(), states));
    }
    return all;
  }

  private static FactState state(
      Compared compared, EndpointFacts endpoint, List<EndpointFacts> endpoints) {
    List<EndpointFacts> others =
        endpoints.stream()
            .filter(other -> !other.endpoint().equals(endpoint.endpoint()))
            .filter(other -> other.endpoint().domain().equals(endpoint.endpoint().domain()))
            .filter(other -> other.states().containsKey(compared.source()))
            .toList();
    if (others.isEmpty()) {
      return new FactState.NotApplicable("no other listener of the domain was looked at");
    }
    FactState own = endpoint.state(compared.source());
    if (!(own instanceof FactState.Observed(FactValue value, String evidence))) {
      return own;
    }
    SortedMap<Endpoint, FactValue> seen = new TreeMap<>();
    for (EndpointFacts other : others) {
      if (other.state(compared.source()) instanceof FactState.Observed(FactValue theirs, _)) {
        seen.put(other.endpoint(), theirs);
      }
    }
    return seen.isEmpty()
        ? new FactState.NotApplicable(
            compared.source() + " was seen at no other listener of the domain")
        : new FactState.Observed(compared.comparison().of(value, seen), evidence);
  }

  private static FactValue same(FactValue own, SortedMap<Endpoint, FactValue> others) {
    return FactValue.flag(others.values().stream().allMatch(own::equals));
  }

  /** What is here and not everywhere, with the places where it is not. */
  private static FactValue drift(FactValue own, SortedMap<Endpoint, FactValue> others) {
    List<Untrusted> drift = new ArrayList<>();
    for (var text : ((TextSet) own).values()) {
      String lacking =
          others.entrySet().stream()
              .filter(other -> !((TextSet) other.getValue()).values().contains(text))
              .map(other -> other.getKey().toString())
              .collect(Collectors.joining(", "));
      if (!lacking.isEmpty()) {
        drift.add(text.followedBy(", not at " + lacking));
      }
    }
    return new TextSet(drift);
  }
}
