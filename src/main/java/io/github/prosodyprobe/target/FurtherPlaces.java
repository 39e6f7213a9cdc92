package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.SrvRecord;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.net.AddressPolicy;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.target.Lookups.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds what is not for streams: the ports that must not answer an outsider, the web servers of the
 * domain and of its further hosts, and the STUN server by the SRV records of STUN and TURN (RFC
 * 8489, section 8; RFC 5928, section 3).
 */
public final class FurtherPlaces {

  private static final List<String> STUN_LABELS = List.of("_stun._udp.", "_turn._udp.");
  private static final int STUN_PORT = 3478;

  private final Target target;
  private final Predicate<Listener> isWanted;
  private final Lookups lookups;
  private final Optional<PlaceSearch> own;
  private final List<PlaceSearch> hosts = new ArrayList<>();
  private final List<Pending<List<SrvRecord>>> stun = new ArrayList<>();

  /** Asks for what is wanted, and for nothing else. */
  private FurtherPlaces(Target target, Predicate<Listener> isWanted, Lookups lookups) {
    this.target = target;
    this.isWanted = isWanted;
    this.lookups = lookups;
    boolean guessing = WebGuesses.areUseful(target, isWanted);
    own = guessing ? Optional.of(addresses(target.domain())) : Optional.empty();
    if (guessing) {
      target.hosts().forEach(host -> hosts.add(addresses(host)));
    }
    if (isWanted.test(Listener.TURN) && target.connects(Listener.TURN).isEmpty()) {
      STUN_LABELS.stream()
          .map(label -> label + target.domain().ascii())
          .map(name -> lookups.start((dns, until) -> dns.services(name, until).records()))
          .forEach(stun::add);
    }
  }

  private PlaceSearch addresses(Domain domain) {
    PlaceSearch search = new PlaceSearch(Listener.HTTPS, domain, target.families(), lookups);
    search.at(domain.ascii(), Scheme.HTTPS.defaultPort());
    return search;
  }

  /**
   * Looks.
   *
   * @param streams what discovery found, which is returned with more places
   * @param target the domain, and what the operator said
   * @param wanted the facts of each listener that somebody will look at; a listener without any is
   *     not looked for
   * @param policy which addresses may be dialled
   * @param names the resolver
   * @param deadline when to give up
   */
  public static Discovered beside(
      Discovered streams,
      Target target,
      Function<Listener, Set<Fact<?>>> wanted,
      AddressPolicy policy,
      NameService names,
      Deadline deadline) {
    Predicate<Listener> isWanted = listener -> !wanted.apply(listener).isEmpty();
    List<Place> places = new ArrayList<>(streams.places());
    List<Place.Known> machines = OutsiderPorts.machines(streams, policy);
    places.addAll(OutsiderPorts.of(target, machines, isWanted));
    List<Place.Known> ofHosts = new ArrayList<>();
    if (!target.replacesDns()) {
      try (Lookups lookups = new Lookups(names, deadline)) {
        FurtherPlaces further = new FurtherPlaces(target, isWanted, lookups);
        places.addAll(further.web(machines, policy));
        places.addAll(further.stun());
        further.hosts.stream()
            .flatMap(FurtherPlaces::known)
            .filter(host -> policy.allows(host.address()))
            .forEach(ofHosts::add);
      }
    }
    places.addAll(HostsOnTheWeb.of(target, places, ofHosts, isWanted));
    return streams.with(places);
  }

  /** Where the web side may be; the domain's own name need not have an address. */
  private List<Place> web(List<Place.Known> machines, AddressPolicy policy) {
    return own.map(search -> known(search).toList())
        .map(known -> WebGuesses.of(target, known, machines, isWanted, policy))
        .orElse(List.of());
  }

  private static Stream<Place.Known> known(PlaceSearch search) {
    return search.places().stream()
        .filter(Place.Known.class::isInstance)
        .map(Place.Known.class::cast);
  }

  /** The places that SRV records name; without a record there is no STUN server to look at. */
  private List<Place> stun() {
    PlaceSearch search =
        new PlaceSearch(Listener.TURN, target.domain(), target.families(), lookups);
    for (Pending<List<SrvRecord>> answer : stun) {
      try {
        answer.seen().stream()
            .filter(record -> !record.declines())
            .limit(Discovery.PLACES + 1L)
            .forEach(record -> search.at(record.target().raw(), record.port()));
      } catch (PeerException e) {
        search.lost(STUN_PORT, e.reason());
      }
    }
    return search.places();
  }
}
