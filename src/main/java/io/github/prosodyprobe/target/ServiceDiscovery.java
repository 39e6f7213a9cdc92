package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.dns.SrvRecord;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.target.Lookups.Pending;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the places of one service of one domain by its SRV records, else at the domain itself. */
final class ServiceDiscovery {

  /** What it means that there are no records. */
  enum Without {
    /** The service is at the domain itself, if it is one that has a port of its own. */
    FALLBACK,
    /** There is no such host: its name was only a guess. */
    NOTHING
  }

  private final Service service;
  private final Without without;
  private final PlaceSearch search;
  private final Pending<Answer<SrvRecord>> asked;
  private final Map<Fact<?>, FactState> states = new TreeMap<>();
  private final List<Untrusted> seen = new ArrayList<>();

  /** Asks for the records. */
  ServiceDiscovery(Service service, Without without, PlaceSearch search, Lookups lookups) {
    this.service = service;
    this.without = without;
    this.search = search;
    this.asked =
        lookups.start((names, deadline) -> names.services(service.name(search.domain()), deadline));
  }

  Domain domain() {
    return search.domain();
  }

  /** Waits for the records, and asks for the addresses that they lead to. */
  void follow() {
    try {
      switch (asked.seen()) {
        case Answer.Found<SrvRecord>(List<SrvRecord> records) -> targets(records);
        case Answer.Missing<SrvRecord> _ -> absent();
      }
    } catch (PeerException e) {
      FactState unobserved = new FactState.Unobserved(e.reason());
      states.put(service.records(), unobserved);
      states.put(service.foundBy(), unobserved);
      if (without == Without.FALLBACK) {
        search.lost(service.fallbackPort(), e.reason());
      }
    }
  }

  private void absent() {
    seen.add(Untrusted.of("* no " + service.name(domain()) + " SRV record"));
    observe(service.records(), FactValue.texts());
    observe(service.foundBy(), FactValue.text(service.isDirect() ? "absent" : "fallback"));
    if (without == Without.FALLBACK && !service.isDirect()) {
      search.at(domain().ascii(), service.fallbackPort());
    }
  }

  private void targets(List<SrvRecord> records) {
    List<Untrusted> texts = records.stream().map(SrvRecord::text).toList();
    texts.forEach(text -> seen.add(Untrusted.of("< " + text.raw())));
    observe(service.records(), new FactValue.TextSet(texts));
    List<SrvRecord> offers = records.stream().filter(found -> !found.declines()).toList();
    observe(service.foundBy(), FactValue.text(offers.isEmpty() ? "declined" : "srv"));
    // One host more than are probed, so that it shows that there are too many.
    offers.stream()
        .limit(Discovery.PLACES + 1L)
        .forEach(offer -> search.at(offer.target().raw(), offer.port()));
  }

  private <V extends FactValue> void observe(Fact<V> fact, V value) {
    states.put(fact, new FactState.Observed(value, id()));
  }

  /** Whether there are records, which may also say that the service is not offered. */
  boolean hasRecords() {
    return states.get(service.records()) instanceof FactState.Observed(FactValue.TextSet(var it), _)
        && !it.isEmpty();
  }

  /** Why it cannot be said whether there are records. */
  Optional<Reason> failure() {
    return states.get(service.records()) instanceof FactState.Unobserved(Reason reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  Map<Fact<?>, FactState> states() {
    return states;
  }

  Evidence evidence() {
    return new Evidence(id(), seen, byHand());
  }

  String byHand() {
    return "dig +noall +answer SRV " + service.name(domain());
  }

  private String id() {
    return "dns-" + domain().ascii() + "/" + service.listener();
  }
}
