package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Reason;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What discovery found.
 *
 * @param places the listeners; empty when the domain says that it offers none
 * @param named addresses that the operator named, which may therefore be any address
 * @param facts what was seen on the way
 * @param evidence the answers, one exchange for each listener
 * @param declined why nothing of the domain is to be looked at, if so
 */
public record Discovered(
    List<Place> places,
    Set<InetSocketAddress> named,
    EndpointFacts facts,
    List<Evidence> evidence,
    Optional<Reason> declined) {

  /** Copies the collections. */
  public Discovered {
    places = List.copyOf(places);
    named = Set.copyOf(named);
    evidence = List.copyOf(evidence);
  }

  Discovered(
      List<Place> places,
      Set<InetSocketAddress> named,
      Endpoint domain,
      Map<Fact<?>, FactState> states,
      List<Evidence> evidence) {
    this(places, named, EndpointFacts.of(domain, states), evidence, Optional.empty());
  }

  /** The same with nobody to be dialled, and without what the DNS says of the domain. */
  public Discovered declined(Reason reason) {
    Map<Fact<?>, FactState> states = new TreeMap<>();
    facts.states().keySet().forEach(fact -> states.put(fact, new FactState.Unobserved(reason)));
    return new Discovered(
        places.stream().<Place>map(place -> new Place.Lost(place.endpoint(), reason)).toList(),
        Set.of(),
        EndpointFacts.of(facts.endpoint(), states),
        List.of(),
        Optional.of(reason));
  }

  /** The same with other places. */
  Discovered with(List<Place> others) {
    return new Discovered(others, named, facts, evidence, declined);
  }
}
