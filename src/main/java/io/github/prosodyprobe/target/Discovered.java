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
import java.util.Set;

/**
 * What discovery found.
 *
 * @param places the listeners; empty when the domain says that it offers none
 * @param named addresses that the operator named, which may therefore be any address
 * @param facts what was seen on the way
 * @param evidence the answers, one exchange for each listener
 */
public record Discovered(
    List<Place> places,
    Set<InetSocketAddress> named,
    EndpointFacts facts,
    List<Evidence> evidence) {

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
    this(places, named, EndpointFacts.of(domain, states), evidence);
  }

  /** The same with nobody to be dialled. */
  public Discovered declined(Reason reason) {
    return new Discovered(
        places.stream().<Place>map(place -> new Place.Lost(place.endpoint(), reason)).toList(),
        Set.of(),
        facts,
        evidence);
  }
}
