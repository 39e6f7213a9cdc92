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
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds what is not for streams: the ports that must not answer an outsider, and the STUN server by
 * the SRV records of STUN and TURN (RFC 8489, section 8; RFC 5928, section 3).
 */
public final class FurtherPlaces {

  private static final List<String> STUN_LABELS = List.of("_stun._udp.", "_turn._udp.");
  private static final int STUN_PORT = 3478;

  private FurtherPlaces() {}

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
    if (!target.replacesDns()) {
      try (Lookups lookups = new Lookups(names, deadline)) {
        places.addAll(WebGuesses.of(target, own(target, lookups), machines, isWanted, policy));
      }
    }
    boolean replaced = target.replacesDns() || !target.connects(Listener.TURN).isEmpty();
    if (isWanted.test(Listener.TURN) && !replaced) {
      try (Lookups lookups = new Lookups(names, deadline)) {
        places.addAll(stun(target, lookups));
      }
    }
    return new Discovered(places, streams.named(), streams.facts(), streams.evidence());
  }

  /** The addresses of the domain's own name, which need not have any. */
  private static List<Place.Known> own(Target target, Lookups lookups) {
    PlaceSearch search =
        new PlaceSearch(Listener.HTTPS, target.domain(), target.families(), lookups);
    search.at(target.domain().ascii(), Scheme.HTTPS.defaultPort());
    return search.places().stream()
        .filter(Place.Known.class::isInstance)
        .map(Place.Known.class::cast)
        .toList();
  }

  /** The places that SRV records name; without a record there is no STUN server to look at. */
  private static List<Place> stun(Target target, Lookups lookups) {
    List<Pending<List<SrvRecord>>> asked =
        STUN_LABELS.stream()
            .map(label -> label + target.domain().ascii())
            .map(name -> lookups.start((dns, until) -> dns.services(name, until).records()))
            .toList();
    PlaceSearch search =
        new PlaceSearch(Listener.TURN, target.domain(), target.families(), lookups);
    for (Pending<List<SrvRecord>> answer : asked) {
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
