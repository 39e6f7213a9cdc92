package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.SrvRecord;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the places of one service by its SRV records, else at the domain itself. */
final class ServiceDiscovery {

  private final Service service;
  private final Fact<FactValue.Text> foundBy;
  private final Domain domain;
  private final HostAddresses hosts;
  private final Map<Fact<?>, FactState> states = new TreeMap<>();
  private final List<Untrusted> seen = new ArrayList<>();

  ServiceDiscovery(
      Service service, Fact<FactValue.Text> foundBy, Domain domain, HostAddresses hosts) {
    this.service = service;
    this.foundBy = foundBy;
    this.domain = domain;
    this.hosts = hosts;
  }

  List<Place> find(NameService names, Deadline deadline) {
    try {
      return switch (names.services(service.name(domain), deadline)) {
        case Answer.Found<SrvRecord>(List<SrvRecord> records) -> targets(records);
        case Answer.Missing<SrvRecord> _ -> fallback();
      };
    } catch (PeerException e) {
      FactState unobserved = new FactState.Unobserved(e.reason());
      states.put(service.records(), unobserved);
      states.put(foundBy, unobserved);
      return List.of(
          hosts.lost(service.listener(), domain.ascii(), service.fallbackPort(), e.reason()));
    }
  }

  private List<Place> fallback() {
    seen.add(Untrusted.of("* no " + service.name(domain) + " SRV record"));
    observe(service.records(), FactValue.texts());
    observe(foundBy, FactValue.text("fallback"));
    return service.fallbackPort() == 0
        ? List.of()
        : hosts.places(service.listener(), domain.ascii(), service.fallbackPort());
  }

  private List<Place> targets(List<SrvRecord> records) {
    List<Untrusted> texts = records.stream().map(SrvRecord::text).toList();
    texts.forEach(text -> seen.add(Untrusted.of("< " + text.raw())));
    observe(service.records(), new FactValue.TextSet(texts));
    List<SrvRecord> offers = records.stream().filter(found -> !found.declines()).toList();
    observe(foundBy, FactValue.text(offers.isEmpty() ? "declined" : "srv"));
    List<Place> places = new ArrayList<>();
    for (SrvRecord offer : offers) {
      if (places.size() > Discovery.PLACES) {
        break;
      }
      places.addAll(hosts.places(service.listener(), offer.target().raw(), offer.port()));
    }
    return places;
  }

  /** What the operator says is known without looking; the records are left alone. */
  void named() {
    observe(foundBy, FactValue.text("operator"));
  }

  private <V extends FactValue> void observe(Fact<V> fact, V value) {
    states.put(fact, new FactState.Observed(value, id()));
  }

  Map<Fact<?>, FactState> states() {
    return states;
  }

  Evidence evidence() {
    return new Evidence(id(), seen, "dig +noall +answer SRV " + service.name(domain));
  }

  private String id() {
    return "dns-" + domain.ascii() + "/" + service.listener();
  }
}
