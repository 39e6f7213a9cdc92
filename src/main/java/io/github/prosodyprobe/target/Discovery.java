package io.github.prosodyprobe.target;

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
import io.github.prosodyprobe.target.ServiceDiscovery.Without;
import io.github.prosodyprobe.text.Untrusted;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds the listeners of a domain and of the further hosts of its server: where the operator says,
 * else by SRV records, else at the domain itself on the registered port (RFC 6120, section 3.2).
 * Every address of every target is a place of its own, because a service that is half up is not up.
 *
 * <p>All records are asked for at once, and then all addresses that they lead to.
 */
public final class Discovery {

  /** More places of a listener of a domain than this are not probed, however many it has. */
  public static final int PLACES = 8;

  /** What DNS is not asked for has no value where the operator's word stands in its place. */
  public static final String REPLACED = "--connect replaces DNS";

  private static final List<Service> OF_HOSTS = List.of(Service.SERVER, Service.SERVER_DIRECT);

  private final Target target;
  private final Function<Listener, Set<Fact<?>>> wanted;
  private final Lookups lookups;
  private final List<PlaceSearch> named = new ArrayList<>();
  private final List<PlaceSearch> searches = new ArrayList<>();
  private final Map<Fact<?>, FactState> states = new TreeMap<>();
  private final List<Evidence> evidence = new ArrayList<>();

  private Discovery(Target target, Function<Listener, Set<Fact<?>>> wanted, Lookups lookups) {
    this.target = target;
    this.wanted = wanted;
    this.lookups = lookups;
  }

  /**
   * Looks.
   *
   * @param target the domain, and what the operator said
   * @param wanted the facts of each listener that somebody will look at; a listener without any is
   *     not looked for
   * @param names the resolver
   * @param deadline when to give up
   */
  public static Discovered find(
      Target target,
      Function<Listener, Set<Fact<?>>> wanted,
      NameService names,
      Deadline deadline) {
    try (Lookups lookups = new Lookups(names, deadline)) {
      return new Discovery(target, wanted, lookups).find();
    }
  }

  private Discovered find() {
    for (Listener listener : Listener.values()) {
      askNamed(target.domain(), listener);
    }
    for (Domain host : target.hosts()) {
      OF_HOSTS.forEach(service -> askNamed(host, service.listener()));
    }
    if (target.replacesDns()) {
      sayReplaced();
    } else {
      followRecords();
    }
    return discovered();
  }

  private void askNamed(Domain domain, Listener listener) {
    PlaceSearch search = search(domain, listener);
    target.connects(listener).forEach(search::at);
    named.add(search);
  }

  private PlaceSearch search(Domain domain, Listener listener) {
    PlaceSearch search = new PlaceSearch(listener, domain, target.families(), lookups);
    searches.add(search);
    return search;
  }

  private void sayReplaced() {
    for (Service service : Service.values()) {
      List<Connect> connects = target.connects(service.listener());
      if (connects.isEmpty()) {
        states.put(service.foundBy(), new FactState.NotApplicable(REPLACED));
      } else {
        String id = "dns-" + target.domain().ascii() + "/" + service.listener();
        evidence.add(
            new Evidence(
                id,
                connects.stream()
                    .map(it -> Untrusted.of("* --connect " + it.host() + " port " + it.port()))
                    .toList(),
                ""));
        states.put(service.foundBy(), new FactState.Observed(FactValue.text("operator"), id));
      }
    }
    states.put(DnsFacts.HOSTS_FOUND, new FactState.NotApplicable(REPLACED));
  }

  private void followRecords() {
    List<ServiceDiscovery> own = new ArrayList<>();
    for (Service service : Service.values()) {
      if (isWanted(service) || isWanted(service.foundBy())) {
        own.add(ask(service, target.domain(), Without.FALLBACK));
      }
    }
    List<ServiceDiscovery> hosts = new ArrayList<>();
    for (Domain host : target.hosts()) {
      OF_HOSTS.stream()
          .filter(this::isWanted)
          .forEach(service -> hosts.add(ask(service, host, Without.FALLBACK)));
    }
    List<ServiceDiscovery> guesses = new ArrayList<>();
    for (Domain host : CustomaryHosts.below(target)) {
      OF_HOSTS.stream()
          .filter(service -> isWanted(service) || isWanted(DnsFacts.HOSTS_FOUND))
          .forEach(service -> guesses.add(ask(service, host, Without.NOTHING)));
    }
    own.forEach(ServiceDiscovery::follow);
    hosts.forEach(ServiceDiscovery::follow);
    guesses.forEach(ServiceDiscovery::follow);
    for (ServiceDiscovery discovery : own) {
      states.putAll(discovery.states());
      evidence.add(discovery.evidence());
    }
    sayFound(guesses);
  }

  private ServiceDiscovery ask(Service service, Domain domain, Without without) {
    return new ServiceDiscovery(service, without, search(domain, service.listener()), lookups);
  }

  private boolean isWanted(Service service) {
    return !wanted.apply(service.listener()).isEmpty();
  }

  private boolean isWanted(Fact<?> fact) {
    return wanted.apply(Listener.DNS).contains(fact);
  }

  private void sayFound(List<ServiceDiscovery> guesses) {
    if (guesses.isEmpty()) {
      return;
    }
    Optional<Reason> failure =
        guesses.stream().flatMap(guess -> guess.failure().stream()).findFirst();
    if (failure.isPresent()) {
      states.put(DnsFacts.HOSTS_FOUND, new FactState.Unobserved(failure.get()));
      return;
    }
    List<ServiceDiscovery> found = guesses.stream().filter(ServiceDiscovery::hasRecords).toList();
    String id = "dns-" + target.domain().ascii() + "/hosts-found";
    List<Untrusted> lines = new ArrayList<>();
    found.forEach(guess -> lines.addAll(guess.evidence().lines()));
    evidence.add(new Evidence(id, lines, guesses.getFirst().byHand()));
    states.put(
        DnsFacts.HOSTS_FOUND,
        new FactState.Observed(
            FactValue.texts(found.stream().map(guess -> guess.domain().ascii()).toList()), id));
  }

  private Discovered discovered() {
    Set<InetSocketAddress> permitted = new HashSet<>();
    for (PlaceSearch search : named) {
      for (Place place : search.places()) {
        if (place instanceof Place.Known known) {
          permitted.add(known.address());
        }
      }
    }
    List<Place> places =
        WebServers.with(searches.stream().flatMap(search -> search.places().stream()).toList());
    Endpoint records = new Endpoint(Listener.DNS, target.domain().ascii(), target.domain().ascii());
    return new Discovered(withLostHosts(places), permitted, records, states, evidence);
  }

  /** A host that the operator asked for must not be left out without a word. */
  private List<Place> withLostHosts(List<Place> places) {
    List<Place> all = new ArrayList<>(places);
    for (Domain host : target.hosts()) {
      if (isWanted(Service.SERVER)
          && all.stream().noneMatch(place -> place.endpoint().domain().equals(host.ascii()))) {
        all.add(
            new Place.Lost(
                new Endpoint(Listener.S2S, host.ascii(), host.ascii()),
                Reason.of(
                    ReasonCode.DNS_NO_ADDRESS,
                    target.replacesDns()
                        ? "--connect says where other listeners are, and not where s2s is"
                        : "its records say that there is nothing for servers")));
      }
    }
    return all;
  }
}
