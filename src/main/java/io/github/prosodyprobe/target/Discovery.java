package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the listeners of a domain: where the operator says, else by SRV records, else at the domain
 * itself on the registered port (RFC 6120, section 3.2). Every address of every target is a place
 * of its own, because a service that is half up is not up.
 */
public final class Discovery {

  /** More places of a listener than this are not probed, however many records a domain has. */
  public static final int PLACES = 8;

  /** The services that are looked for, each with the fact that says how it was found. */
  private static final Map<Service, Fact<FactValue.Text>> LOOKED_FOR =
      Map.of(Service.CLIENT, DnsFacts.C2S_FOUND_BY);

  private final Domain domain;
  private final HostAddresses hosts;
  private final NameService names;
  private final Deadline deadline;
  private final List<Place> places = new ArrayList<>();
  private final Set<InetSocketAddress> permitted = new HashSet<>();
  private final Map<Fact<?>, FactState> states = new TreeMap<>();
  private final List<Evidence> evidence = new ArrayList<>();

  private Discovery(
      Domain domain, Set<AddressFamily> families, NameService names, Deadline deadline) {
    this.domain = domain;
    this.names = names;
    this.deadline = deadline;
    this.hosts = new HostAddresses(domain, names, families, deadline);
  }

  /**
   * Looks.
   *
   * @param domain the domain
   * @param connects what the operator said; for a listener that it names nothing is looked up but
   *     hosts
   * @param families which addresses to look for
   * @param names the resolver
   * @param deadline when to give up
   */
  public static Discovered find(
      Domain domain,
      List<Connect> connects,
      Set<AddressFamily> families,
      NameService names,
      Deadline deadline) {
    return new Discovery(domain, families, names, deadline).find(connects);
  }

  /** Whether the operator named every listener that is looked for, so that no record matters. */
  public static boolean isReplacedBy(List<Connect> connects) {
    return LOOKED_FOR.keySet().stream().noneMatch(service -> named(service, connects).isEmpty());
  }

  private Discovered find(List<Connect> connects) {
    for (Service service : Service.values()) {
      find(service, named(service, connects));
    }
    findWebServer(connects);
    return new Discovered(
        places,
        permitted,
        new Endpoint(Listener.DNS, domain.ascii(), domain.ascii()),
        states,
        evidence);
  }

  private static List<Connect> named(Service service, List<Connect> connects) {
    return connects.stream().filter(it -> it.listener() == service.listener()).toList();
  }

  private void find(Service service, List<Connect> connects) {
    List<Place> found = new ArrayList<>();
    for (Connect connect : connects) {
      List<Place> named = hosts.places(service.listener(), connect.host(), connect.port());
      permitted.addAll(addresses(named));
      found.addAll(named);
    }
    Fact<FactValue.Text> foundBy = LOOKED_FOR.get(service);
    if (foundBy != null) {
      ServiceDiscovery discovery = new ServiceDiscovery(service, foundBy, domain, hosts);
      if (connects.isEmpty()) {
        found.addAll(discovery.find(names, deadline));
      } else {
        discovery.named();
      }
      states.putAll(discovery.states());
      evidence.add(discovery.evidence());
    }
    places.addAll(limited(found));
  }

  /** It has no records: DNS knows only hosts for it, and nobody says which. */
  private void findWebServer(List<Connect> connects) {
    List<Place> found = new ArrayList<>();
    for (Connect connect : connects) {
      if (connect.listener() == Listener.HTTPS) {
        found.addAll(hosts.places(Listener.HTTPS, connect.host(), connect.port()));
      }
    }
    permitted.addAll(addresses(found));
    places.addAll(limited(found));
  }

  private static List<Place> limited(List<Place> places) {
    List<Place> limited = new ArrayList<>();
    for (Place place : places.stream().distinct().toList()) {
      limited.add(
          limited.size() < PLACES
              ? place
              : new Place.Lost(
                  place.endpoint(),
                  Reason.of(
                      ReasonCode.BUDGET_EXCEEDED,
                      "only the first " + PLACES + " addresses of a listener are probed")));
    }
    return limited;
  }

  private static Set<InetSocketAddress> addresses(List<Place> places) {
    return Set.copyOf(
        places.stream()
            .filter(Place.Known.class::isInstance)
            .map(place -> ((Place.Known) place).address())
            .toList());
  }
}
