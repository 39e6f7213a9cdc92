package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.SrvRecord;
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
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the c2s listeners of a domain: where the operator says, else by SRV records, else at the
 * domain itself on port 5222 (RFC 6120, section 3.2). Every address of every target is a place of
 * its own, because a service that is half up is not up.
 */
public final class Discovery {

  /** More places than this are not probed, however many records a domain has. */
  public static final int PLACES = 8;

  private static final int C2S_PORT = 5222;

  private final Domain domain;
  private final HostAddresses hosts;
  private final NameService names;
  private final Deadline deadline;
  private final Map<Fact<?>, FactState> states = new TreeMap<>();
  private final Evidence evidence;
  private final List<Untrusted> seen = new ArrayList<>();

  private Discovery(
      Domain domain, Set<AddressFamily> families, NameService names, Deadline deadline) {
    this.domain = domain;
    this.names = names;
    this.deadline = deadline;
    this.hosts = new HostAddresses(domain, names, families, deadline);
    this.evidence =
        new Evidence(
            "dns-" + domain.ascii() + "/c2s",
            List.of(),
            "dig +noall +answer SRV " + service(domain));
  }

  /**
   * Looks.
   *
   * @param domain the domain
   * @param connects what the operator said; when it names the listener nothing is looked up but
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

  private Discovered find(List<Connect> connects) {
    List<Connect> named =
        connects.stream().filter(connect -> connect.listener() == Listener.C2S).toList();
    List<Place> others = others(connects);
    List<Place> clients = named.isEmpty() ? bySrv() : named(named);
    List<Place> places = new ArrayList<>(limited(clients));
    places.addAll(limited(others));
    List<Place> byOperator = new ArrayList<>(named.isEmpty() ? List.of() : clients);
    byOperator.addAll(others);
    return new Discovered(
        places,
        addresses(byOperator),
        new Endpoint(Listener.DNS, domain.ascii(), domain.ascii()),
        states,
        new Evidence(evidence.id(), seen, evidence.byHand()));
  }

  private List<Place> named(List<Connect> connects) {
    observe(DnsFacts.C2S_FOUND_BY, FactValue.text("operator"));
    states.put(
        DnsFacts.SRV_XMPP_CLIENT,
        new FactState.Unobserved(
            Reason.of(ReasonCode.NOT_PROBED, "--connect replaces the SRV records")));
    List<Place> places = new ArrayList<>();
    for (Connect connect : connects) {
      places.addAll(hosts.places(Listener.C2S, connect.host(), connect.port()));
    }
    return places;
  }

  /** The listeners that are only where the operator says so. */
  private List<Place> others(List<Connect> connects) {
    return connects.stream()
        .filter(connect -> connect.listener() != Listener.C2S)
        .flatMap(
            connect -> hosts.places(connect.listener(), connect.host(), connect.port()).stream())
        .toList();
  }

  private List<Place> bySrv() {
    try {
      return switch (names.services(service(domain), deadline)) {
        case Answer.Found<SrvRecord>(List<SrvRecord> records) -> targets(records);
        case Answer.Missing<SrvRecord> _ -> fallback();
      };
    } catch (PeerException e) {
      FactState unobserved = new FactState.Unobserved(e.reason());
      states.put(DnsFacts.SRV_XMPP_CLIENT, unobserved);
      states.put(DnsFacts.C2S_FOUND_BY, unobserved);
      return List.of(hosts.lost(Listener.C2S, domain.ascii(), C2S_PORT, e.reason()));
    }
  }

  private List<Place> fallback() {
    seen.add(Untrusted.of("* no " + service(domain) + " SRV record"));
    observe(DnsFacts.SRV_XMPP_CLIENT, FactValue.texts());
    observe(DnsFacts.C2S_FOUND_BY, FactValue.text("fallback"));
    return hosts.places(Listener.C2S, domain.ascii(), C2S_PORT);
  }

  private List<Place> targets(List<SrvRecord> records) {
    List<Untrusted> texts = records.stream().map(SrvRecord::text).toList();
    texts.forEach(text -> seen.add(Untrusted.of("< " + text.raw())));
    observe(DnsFacts.SRV_XMPP_CLIENT, new FactValue.TextSet(texts));
    List<SrvRecord> offers = records.stream().filter(found -> !found.declines()).toList();
    observe(DnsFacts.C2S_FOUND_BY, FactValue.text(offers.isEmpty() ? "declined" : "srv"));
    List<Place> places = new ArrayList<>();
    for (SrvRecord offer : offers) {
      if (places.size() > PLACES) {
        break;
      }
      places.addAll(hosts.places(Listener.C2S, offer.target().raw(), offer.port()));
    }
    return places;
  }

  private <V extends FactValue> void observe(Fact<V> fact, V value) {
    states.put(fact, new FactState.Observed(value, evidence.id()));
  }

  private static String service(Domain domain) {
    return "_xmpp-client._tcp." + domain.ascii();
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
                      "only the first " + PLACES + " addresses of a domain are probed")));
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
