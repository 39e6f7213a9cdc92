package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.SrvRecord;
import io.github.prosodyprobe.dns.Validation;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.target.Lookups.Pending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The four SRV sets of a domain: their records, and what a resolver says of their signatures. */
final class ServiceRecords {

  static final Set<Fact<?>> FACTS = facts();

  private static final String NO_RECORDS = "the domain has no SRV records";

  private final Domain domain;
  private final Lookups lookups;
  private final RecordBook book;
  private final List<Asked> sets = new ArrayList<>();

  /** A service whose records have been asked for. */
  private record Asked(Service service, Pending<List<SrvRecord>> records) {}

  /** The same, and whether they are signed. */
  private record Signed(Asked asked, Pending<Validation> validation) {}

  /** What the resolver says of the records of a service. */
  private record Verdict(Service service, Validation validation) {}

  ServiceRecords(Domain domain, Lookups lookups, RecordBook book) {
    this.domain = domain;
    this.lookups = lookups;
    this.book = book;
  }

  private static Set<Fact<?>> facts() {
    Set<Fact<?>> facts = new HashSet<>(TargetRecords.FACTS);
    facts.add(DnsFacts.DNSSEC);
    for (Service service : Service.values()) {
      facts.add(service.records());
    }
    return Set.copyOf(facts);
  }

  void look() throws InterruptedException {
    if (!book.wantsAnyOf(FACTS)) {
      return;
    }
    List<Signed> signed = new ArrayList<>();
    for (Service service : Service.values()) {
      String name = service.name(domain);
      Asked asked =
          new Asked(
              service,
              lookups.start((names, deadline) -> names.services(name, deadline).records()));
      sets.add(asked);
      if (book.wants(DnsFacts.DNSSEC)) {
        signed.add(
            new Signed(asked, lookups.start((names, until) -> names.validation(name, until))));
      }
    }
    for (Asked set : sets) {
      book.note(
          set.service().records(),
          "dig +noall +answer SRV " + set.service().name(domain),
          () -> texts(set.records().get()));
    }
    try {
      Map<Service, List<SrvRecord>> found = found();
      if (found.isEmpty()) {
        TargetRecords.FACTS.forEach(fact -> book.notApplicable(fact, NO_RECORDS));
      } else {
        new TargetRecords(domain, found, lookups, book).look();
      }
    } catch (PeerException e) {
      TargetRecords.FACTS.forEach(fact -> book.unobserved(fact, e.reason()));
    }
    dnssec(signed);
  }

  private Map<Service, List<SrvRecord>> found() throws PeerException, InterruptedException {
    Map<Service, List<SrvRecord>> found = new EnumMap<>(Service.class);
    for (Asked set : sets) {
      List<SrvRecord> records = set.records().get();
      if (!records.isEmpty()) {
        found.put(set.service(), records);
      }
    }
    return found;
  }

  /** The worst of the states, because a client can be led astray by any one of the sets. */
  private void dnssec(List<Signed> signed) throws InterruptedException {
    List<Verdict> verdicts = new ArrayList<>();
    Optional<Reason> unseen = Optional.empty();
    for (Signed set : signed) {
      try {
        Validation validation = set.validation().get();
        if (validation == Validation.BOGUS || !set.asked().records().get().isEmpty()) {
          verdicts.add(new Verdict(set.asked().service(), validation));
        }
      } catch (PeerException e) {
        unseen = Optional.of(e.reason());
      }
    }
    Optional<Verdict> worst = verdicts.stream().max(Comparator.comparing(Verdict::validation));
    if (unseen.isPresent() && worst.filter(it -> it.validation() == Validation.BOGUS).isEmpty()) {
      book.unobserved(DnsFacts.DNSSEC, unseen.get());
    } else if (worst.isEmpty()) {
      book.notApplicable(DnsFacts.DNSSEC, NO_RECORDS);
    } else {
      book.note(
          DnsFacts.DNSSEC,
          "dig +dnssec SRV " + worst.get().service().name(domain),
          () -> FactValue.text(worst.get().validation().word()));
    }
  }

  private static FactValue.TextSet texts(List<SrvRecord> records) {
    return new FactValue.TextSet(records.stream().map(SrvRecord::text).toList());
  }
}
