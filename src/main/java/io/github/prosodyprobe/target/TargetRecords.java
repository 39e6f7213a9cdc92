package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.RecordType;
import io.github.prosodyprobe.dns.SrvRecord;
import io.github.prosodyprobe.dns.Validation;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.target.Lookups.Pending;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether SRV sets are sane, and what the records of their targets say (RFC 2782). */
final class TargetRecords {

  static final Set<Fact<?>> FACTS =
      Set.of(
          DnsFacts.SRV_ALIAS_TARGETS,
          DnsFacts.SRV_TARGETS_WITHOUT_ADDRESS,
          DnsFacts.SRV_DECLINED_AND_OFFERED,
          DnsFacts.SRV_REPEATED,
          DnsFacts.TLSA,
          DnsFacts.TLSA_UNSIGNED);

  /** More names than this are not asked for, however many targets a domain has. */
  static final int NAMES = 32;

  private final Domain domain;
  private final Map<Service, List<SrvRecord>> sets;
  private final Lookups lookups;
  private final RecordBook book;

  /**
   * Prepares.
   *
   * @param sets services to their records, each with at least one
   */
  TargetRecords(
      Domain domain, Map<Service, List<SrvRecord>> sets, Lookups lookups, RecordBook book) {
    this.domain = domain;
    this.sets = sets;
    this.lookups = lookups;
    this.book = book;
  }

  void look() throws InterruptedException {
    String digSets = dig("SRV", sets.keySet().stream().map(it -> it.name(domain)).toList());
    book.note(DnsFacts.SRV_DECLINED_AND_OFFERED, digSets, this::declinedAndOffered);
    book.note(DnsFacts.SRV_REPEATED, digSets, this::repeated);
    List<SrvRecord> offers = offers();
    List<String> hosts = offers.stream().map(offer -> offer.target().raw()).distinct().toList();
    List<String> doors =
        offers.stream()
            .map(offer -> "_" + offer.port() + "._tcp." + offer.target().raw())
            .distinct()
            .toList();
    Answers aliases = ask(List.of(DnsFacts.SRV_ALIAS_TARGETS), hosts, RecordType.CNAME);
    Answers four = ask(List.of(DnsFacts.SRV_TARGETS_WITHOUT_ADDRESS), hosts, RecordType.A);
    Answers six = ask(List.of(DnsFacts.SRV_TARGETS_WITHOUT_ADDRESS), hosts, RecordType.AAAA);
    Answers certificates =
        ask(List.of(DnsFacts.TLSA, DnsFacts.TLSA_UNSIGNED), doors, RecordType.TLSA);
    book.note(
        DnsFacts.SRV_ALIAS_TARGETS,
        dig("CNAME", hosts),
        () -> FactValue.texts(aliases.found().keySet()));
    book.note(
        DnsFacts.SRV_TARGETS_WITHOUT_ADDRESS,
        dig("AAAA", hosts),
        () -> {
          Set<String> lost = new HashSet<>(hosts);
          lost.removeAll(four.found().keySet());
          lost.removeAll(six.found().keySet());
          return FactValue.texts(lost);
        });
    book.note(DnsFacts.TLSA, dig("TLSA", doors), () -> owned(certificates.found()));
    book.note(
        DnsFacts.TLSA_UNSIGNED,
        "dig +dnssec TLSA " + String.join(" TLSA ", doors),
        () -> unsigned(certificates.found().keySet()));
  }

  private FactValue.TextSet unsigned(Set<String> names) throws PeerException, InterruptedException {
    Map<String, Pending<Validation>> pending = new LinkedHashMap<>();
    for (String name : names) {
      pending.put(
          name,
          lookups.start(
              (service, deadline) -> service.validation(name, RecordType.TLSA, deadline)));
    }
    List<String> unsigned = new ArrayList<>();
    for (Map.Entry<String, Pending<Validation>> one : pending.entrySet()) {
      if (one.getValue().get() != Validation.SECURE) {
        unsigned.add(one.getKey());
      }
    }
    return FactValue.texts(unsigned);
  }

  private List<SrvRecord> offers() {
    return sets.values().stream()
        .flatMap(List::stream)
        .filter(record -> !record.declines())
        .toList();
  }

  private FactValue.TextSet declinedAndOffered() {
    return FactValue.texts(
        sets.entrySet().stream()
            .filter(set -> set.getValue().size() > 1)
            .filter(set -> set.getValue().stream().anyMatch(SrvRecord::declines))
            .map(set -> set.getKey().label())
            .toList());
  }

  private FactValue.TextSet repeated() {
    List<String> repeated = new ArrayList<>();
    sets.forEach(
        (service, records) -> {
          Set<String> doors = new HashSet<>();
          for (SrvRecord record : records) {
            String door = service.label() + " " + record.port() + " " + record.target().raw();
            if (!doors.add(door)) {
              repeated.add(door);
            }
          }
        });
    return FactValue.texts(repeated);
  }

  private static FactValue.TextSet owned(Map<String, List<Untrusted>> records) {
    return FactValue.texts(
        records.entrySet().stream()
            .flatMap(name -> name.getValue().stream().map(text -> name.getKey() + " " + text.raw()))
            .toList());
  }

  private Answers ask(List<Fact<?>> facts, List<String> names, RecordType type) {
    Map<String, Pending<List<Untrusted>>> pending = new LinkedHashMap<>();
    if (book.wantsAnyOf(facts) && names.size() <= NAMES) {
      for (String name : names) {
        pending.put(
            name,
            lookups.start((service, deadline) -> service.records(name, type, deadline).records()));
      }
    }
    return new Answers(pending, names.size());
  }

  /** The answers to one question about several names. */
  private record Answers(Map<String, Pending<List<Untrusted>>> pending, int names) {

    /** The names that have records. */
    private Map<String, List<Untrusted>> found() throws PeerException, InterruptedException {
      if (names > NAMES) {
        throw PeerException.of(
            ReasonCode.BUDGET_EXCEEDED, "there are " + names + " of them, more than " + NAMES);
      }
      Map<String, List<Untrusted>> found = new LinkedHashMap<>();
      for (Map.Entry<String, Pending<List<Untrusted>>> one : pending.entrySet()) {
        List<Untrusted> records = one.getValue().get();
        if (!records.isEmpty()) {
          found.put(one.getKey(), records);
        }
      }
      return found;
    }
  }

  private static String dig(String type, List<String> names) {
    return "dig +noall +answer " + type + " " + String.join(" " + type + " ", names);
  }
}
