package io.github.prosodyprobe.fact;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that was seen, and not seen, of one endpoint.
 *
 * @param endpoint the endpoint
 * @param states fact to state, sorted by fact name
 */
public record EndpointFacts(Endpoint endpoint, SortedMap<Fact<?>, FactState> states) {

  /** Copies the states. */
  public EndpointFacts {
    states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
  }

  /** Facts of an endpoint. */
  public static EndpointFacts of(Endpoint endpoint, Map<Fact<?>, FactState> states) {
    return new EndpointFacts(endpoint, new TreeMap<>(states));
  }

  /** What is known of a fact; a fact that nobody looked for is {@link ReasonCode#NOT_PROBED}. */
  public FactState state(Fact<?> fact) {
    FactState state = states.get(fact);
    return state != null
        ? state
        : new FactState.Unobserved(
            Reason.of(ReasonCode.NOT_PROBED, "no probe of this scan looks for " + fact.name()));
  }
}
