package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.SrvRecord;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds what is not for streams: the ports that must not answer an outsider, and the STUN server,
 * where the operator says or by the SRV records of STUN and TURN (RFC 8489, section 8; RFC 5766,
 * section 6.1).
 */
public final class FurtherPlaces {

  private static final List<String> STUN_LABELS = List.of("_stun._udp.", "_turn._udp.");
  private static final int STUN_PORT = 3478;

  /** The listeners that SRV records of XMPP lead to, or the operator in their stead. */
  private static final Set<Listener> STREAMS =
      Arrays.stream(Service.values()).map(Service::listener).collect(Collectors.toSet());

  private final Domain domain;
  private final List<Connect> connects;
  private final HostAddresses hosts;
  private final NameService names;
  private final Deadline deadline;

  private FurtherPlaces(
      Domain domain,
      List<Connect> connects,
      Set<AddressFamily> families,
      NameService names,
      Deadline deadline) {
    this.domain = domain;
    this.connects = connects;
    this.hosts = new HostAddresses(domain, names, families, deadline);
    this.names = names;
    this.deadline = deadline;
  }

  /**
   * Looks.
   *
   * @param streams what discovery found, which is returned with more places
   * @param domain the domain
   * @param connects what the operator said
   * @param families which addresses to look for
   * @param names the resolver
   * @param deadline when to give up
   * @param wanted whether somebody will look at a listener; nothing is looked up for others
   */
  public static Discovered beside(
      Discovered streams,
      Domain domain,
      List<Connect> connects,
      Set<AddressFamily> families,
      NameService names,
      Deadline deadline,
      Predicate<Listener> wanted) {
    return new FurtherPlaces(domain, connects, families, names, deadline).beside(streams, wanted);
  }

  private Discovered beside(Discovered streams, Predicate<Listener> wanted) {
    Set<InetSocketAddress> named = new HashSet<>(streams.named());
    List<Place> further = new ArrayList<>();
    for (Connect connect : connects) {
      if (!STREAMS.contains(connect.listener())) {
        List<Place> places = hosts.places(connect.listener(), connect.host(), connect.port());
        further.addAll(places);
        places.forEach(
            place -> {
              if (place instanceof Place.Known known) {
                named.add(known.address());
              }
            });
      }
    }
    further.addAll(OutsiderPorts.at(domain, streams, connects));
    if (wanted.test(Listener.TURN) && !isStunReplaced()) {
      further.addAll(stun());
    }
    List<Place> places = new ArrayList<>(streams.places());
    further.stream().distinct().forEach(places::add);
    return new Discovered(places, named, streams.facts(), streams.evidence());
  }

  /** Whoever names a listener of streams has one machine scanned, whatever the records say. */
  private boolean isStunReplaced() {
    return connects.stream()
        .map(Connect::listener)
        .anyMatch(listener -> listener == Listener.TURN || STREAMS.contains(listener));
  }

  /** The places that SRV records name; without a record there is no STUN server to look at. */
  private List<Place> stun() {
    List<Place> places = new ArrayList<>();
    for (String label : STUN_LABELS) {
      try {
        if (names.services(label + domain.ascii(), deadline)
            instanceof Answer.Found<SrvRecord>(List<SrvRecord> records)) {
          records.stream()
              .filter(record -> !record.declines())
              .limit(Discovery.PLACES)
              .forEach(
                  record ->
                      places.addAll(
                          hosts.places(Listener.TURN, record.target().raw(), record.port())));
        }
      } catch (PeerException e) {
        places.add(hosts.lost(Listener.TURN, domain.ascii(), STUN_PORT, e.reason()));
      }
    }
    return places.stream().distinct().limit(Discovery.PLACES).toList();
  }
}
