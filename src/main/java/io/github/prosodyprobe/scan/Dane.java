package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.target.Place;
import io.github.prosodyprobe.target.TlsaRecords;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.tls.CertificateAssociation;
import io.github.prosodyprobe.tls.JudgedChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Holds the certificates that each place served against the TLSA records of its SRV target and port
 * (RFC 7673, section 4), when all have been looked at; opens no connection.
 */
final class Dane {

  private static final Set<Fact<?>> FACTS =
      Set.of(CertificateFacts.DANE, CertificateFacts.DANE_UNUSABLE);

  /**
   * What a place served.
   *
   * @param place where
   * @param chain the certificates, if they were seen
   */
  record Served(Place.Known place, Optional<JudgedChain> chain) {}

  /** What there is to say of a place: both facts. */
  private record Verdict(FactState dane, FactState unusable) {

    static Verdict both(FactState state) {
      return new Verdict(state, state);
    }
  }

  private final EndpointFacts records;
  private final Instant now;

  private Dane(EndpointFacts records, Instant now) {
    this.records = records;
    this.now = now;
  }

  /** These facts, and those that the comparison needs for them, of the DNS and of the listener. */
  static Map<Listener, Set<Fact<?>>> withSources(Map<Listener, Set<Fact<?>>> wanted) {
    Map<Listener, Set<Fact<?>>> all = new HashMap<>(wanted);
    wanted.forEach(
        (listener, facts) -> {
          if (!Collections.disjoint(facts, FACTS)) {
            add(all, listener, Set.of(CertificateFacts.TRUST));
            add(all, Listener.DNS, TlsaRecords.SOURCES);
            add(all, Listener.DNS, Set.of(DnsFacts.DNSSEC));
          }
        });
    return all;
  }

  private static void add(
      Map<Listener, Set<Fact<?>>> wanted, Listener listener, Set<? extends Fact<?>> more) {
    Set<Fact<?>> facts = new HashSet<>(wanted.getOrDefault(listener, Set.of()));
    facts.addAll(more);
    wanted.put(listener, facts);
  }

  /**
   * The same endpoints, with a verdict wherever certificates were looked for.
   *
   * @param wanted listener to the facts that somebody will look at
   */
  static List<EndpointFacts> matched(
      List<EndpointFacts> endpoints,
      List<Served> served,
      Function<Listener, Set<Fact<?>>> wanted,
      Instant now) {
    List<EndpointFacts> all = new ArrayList<>();
    for (EndpointFacts facts : endpoints) {
      Endpoint endpoint = facts.endpoint();
      boolean asked =
          !Collections.disjoint(wanted.apply(endpoint.listener()), FACTS)
              && facts.states().containsKey(CertificateFacts.TRUST);
      all.add(asked ? with(verdict(facts, endpoints, served, now), facts) : facts);
    }
    return all;
  }

  private static EndpointFacts with(Verdict verdict, EndpointFacts facts) {
    Map<Fact<?>, FactState> states = new TreeMap<>(facts.states());
    states.put(CertificateFacts.DANE, verdict.dane());
    states.put(CertificateFacts.DANE_UNUSABLE, verdict.unusable());
    return EndpointFacts.of(facts.endpoint(), states);
  }

  private static Verdict verdict(
      EndpointFacts facts, List<EndpointFacts> endpoints, List<Served> served, Instant now) {
    Endpoint endpoint = facts.endpoint();
    Optional<Served> place =
        served.stream().filter(one -> one.place().endpoint().equals(endpoint)).findFirst();
    if (place.isEmpty()) {
      return Verdict.both(facts.state(CertificateFacts.TRUST));
    }
    return endpoints.stream()
        .filter(other -> other.endpoint().listener() == Listener.DNS)
        .filter(other -> other.endpoint().domain().equals(endpoint.domain()))
        .findFirst()
        .map(records -> new Dane(records, now).of(place.get(), facts.state(CertificateFacts.TRUST)))
        .orElse(
            Verdict.both(
                new FactState.NotApplicable(
                    "the records of " + endpoint.domain() + " were not looked up")));
  }

  /** The verdict on a place, given what is known of its certificates. */
  private Verdict of(Served place, FactState certificates) {
    if (!(records.state(DnsFacts.TLSA) instanceof FactState.Observed(_, String id))) {
      return Verdict.both(records.state(DnsFacts.TLSA));
    }
    TlsaRecords own = TlsaRecords.of(records, place.place());
    if (!own.isTarget()) {
      return Verdict.both(
          new FactState.NotApplicable(
              "no SRV record of " + records.endpoint().domain() + " leads here"));
    }
    List<CertificateAssociation> usable = new ArrayList<>();
    List<Untrusted> unusable = new ArrayList<>();
    for (Untrusted record : own.records()) {
      try {
        usable.add(CertificateAssociation.of(record));
      } catch (IllegalArgumentException e) {
        unusable.add(record.followedBy(": " + e.getMessage()));
      }
    }
    return new Verdict(
        own.records().isEmpty()
            ? word("none", id)
            : insecurity(own, id)
                .orElseGet(() -> compared(usable, place.chain(), certificates, id)),
        new FactState.Observed(new TextSet(unusable), id));
  }

  private FactState compared(
      List<CertificateAssociation> usable,
      Optional<JudgedChain> chain,
      FactState certificates,
      String id) {
    if (usable.isEmpty()) {
      return word("unusable", id);
    }
    if (chain.isEmpty()) {
      return certificates;
    }
    boolean kept = usable.stream().anyMatch(one -> one.isKeptBy(chain.get(), now));
    return word(kept ? "matches" : "mismatch", id);
  }

  /** That the records count for nothing, or why that is not known; empty where they count. */
  private Optional<FactState> insecurity(TlsaRecords own, String id) {
    FactState dnssec = records.state(DnsFacts.DNSSEC);
    FactState unsigned = records.state(DnsFacts.TLSA_UNSIGNED);
    if (!(dnssec instanceof FactState.Observed(FactValue state, _))) {
      return Optional.of(dnssec);
    }
    if (!(unsigned instanceof FactState.Observed)) {
      return Optional.of(unsigned);
    }
    boolean secure = state.equals(FactValue.text("secure")) && !own.areUnsigned();
    return secure ? Optional.empty() : Optional.of(word("insecure", id));
  }

  private static FactState word(String word, String id) {
    return new FactState.Observed(FactValue.text(word), id);
  }
}
