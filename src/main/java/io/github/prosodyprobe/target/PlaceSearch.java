package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.target.HostAddresses.Door;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers the places of one listener of one domain while their addresses are looked up. */
final class PlaceSearch {

  private final Listener listener;
  private final Domain domain;
  private final Set<AddressFamily> families;
  private final Lookups lookups;
  private final List<HostAddresses> hosts = new ArrayList<>();
  private final List<Place> lost = new ArrayList<>();

  PlaceSearch(Listener listener, Domain domain, Set<AddressFamily> families, Lookups lookups) {
    this.listener = listener;
    this.domain = domain;
    this.families = families;
    this.lookups = lookups;
  }

  Domain domain() {
    return domain;
  }

  /** Asks for the addresses of a host; returns at once. */
  void at(String host, int port) {
    at(host, port, web(port));
  }

  /** Asks for the addresses of a host that the operator names. */
  void at(Connect connect) {
    at(connect.host(), connect.port(), connect.location().or(() -> web(connect.port())));
  }

  private void at(String host, int port, Optional<WebLocation> location) {
    hosts.add(
        new HostAddresses(new Door(listener, domain, host, port, location), families, lookups));
  }

  private Optional<WebLocation> web(int port) {
    return switch (listener) {
      case HTTPS -> Optional.of(domain.page(Scheme.HTTPS, port, "/"));
      case HTTP -> Optional.of(domain.page(Scheme.HTTP, port, "/"));
      default -> Optional.empty();
    };
  }

  /** The listener should be there, and cannot be looked for; port 0 where none is known. */
  void lost(int port, Reason reason) {
    String address = domain.ascii() + (port == 0 ? "" : ":" + port);
    lost.add(new Place.Lost(new Endpoint(listener, domain.ascii(), address), reason));
  }

  /** Waits for all answers. Two hosts may have one address, which is one place. */
  List<Place> places() {
    Map<Endpoint, Place> found = new LinkedHashMap<>();
    lost.forEach(place -> found.putIfAbsent(place.endpoint(), place));
    for (HostAddresses host : hosts) {
      for (Place place : host.places()) {
        Place first = found.putIfAbsent(place.endpoint(), place);
        if (first instanceof Place.Known taken && place instanceof Place.Known known) {
          hidden(known, taken).ifPresent(it -> found.putIfAbsent(it.endpoint(), it));
        }
      }
    }
    return limited(List.copyOf(found.values()));
  }

  /** Another URL behind the port of a place must not be left out without a word. */
  private Optional<Place> hidden(Place.Known place, Place.Known taken) {
    if (place.location().equals(taken.location())) {
      return Optional.empty();
    }
    return place
        .location()
        .map(
            url ->
                new Place.Lost(
                    new Endpoint(
                        listener, domain.ascii(), place.host() + ":" + place.address().getPort()),
                    Reason.of(
                        ReasonCode.NOT_PROBED,
                        url
                            + " has the address and port of "
                            + taken.location().map(WebLocation::toString).orElse(taken.host())
                            + ", which one report cannot tell apart; scan it by itself")));
  }

  /** The first place too many stands for all that are left out. */
  private static List<Place> limited(List<Place> places) {
    if (places.size() <= Discovery.PLACES) {
      return places;
    }
    List<Place> limited = new ArrayList<>(places.subList(0, Discovery.PLACES));
    limited.add(
        new Place.Lost(
            places.get(Discovery.PLACES).endpoint(),
            Reason.of(
                ReasonCode.BUDGET_EXCEEDED,
                "only the first " + Discovery.PLACES + " addresses of a listener are probed")));
    return limited;
  }
}
