package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.RecordType;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.target.Lookups.Pending;
import io.github.prosodyprobe.text.Untrusted;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the records of a domain say beside where to connect.
 *
 * @param states fact to what is known of it
 * @param evidence the answers
 */
public record DomainRecords(Map<Fact<?>, FactState> states, List<Evidence> evidence) {

  /** The facts that can be looked up. */
  public static final Set<Fact<?>> FACTS = facts();

  /** Copies the collections. */
  public DomainRecords {
    states = new TreeMap<>(states);
    evidence = List.copyOf(evidence);
  }

  private static Set<Fact<?>> facts() {
    Set<Fact<?>> facts = new HashSet<>(ServiceRecords.FACTS);
    facts.add(DnsFacts.CAA);
    facts.add(DnsFacts.XMPPCONNECT);
    return Set.copyOf(facts);
  }

  /** No look-up at all, where the operator said where everything is. */
  public static DomainRecords replaced(Domain domain, Set<Fact<?>> wanted) {
    RecordBook book = new RecordBook(domain, wanted);
    FACTS.forEach(fact -> book.notApplicable(fact, Discovery.REPLACED));
    return book.entries();
  }

  /**
   * Looks up what is wanted, and nothing else.
   *
   * @param domain the domain
   * @param wanted of {@link #FACTS} those that somebody will look at
   * @param names the resolver
   * @param deadline when to give up
   * @throws InterruptedException when this thread is interrupted; the look-ups end soon after
   */
  public static DomainRecords look(
      Domain domain, Set<Fact<?>> wanted, NameService names, Deadline deadline)
      throws InterruptedException {
    RecordBook book = new RecordBook(domain, wanted);
    if (!book.wantsAnyOf(FACTS)) {
      return book.entries();
    }
    try (Lookups lookups = new Lookups(names, deadline)) {
      ServiceRecords services = new ServiceRecords(domain, lookups, book);
      String forerunner = "_xmppconnect." + domain.ascii();
      Pending<FactValue.TextSet> connect =
          lookups.start(
              (service, until) ->
                  book.wants(DnsFacts.XMPPCONNECT)
                      ? texts(service.records(forerunner, RecordType.TXT, until))
                      : FactValue.texts());
      Pending<FactValue.TextSet> caa =
          lookups.start(
              (service, until) ->
                  book.wants(DnsFacts.CAA)
                      ? relevantCaa(domain.ascii(), service, until)
                      : FactValue.texts());
      services.look();
      book.note(DnsFacts.XMPPCONNECT, "dig +noall +answer TXT " + forerunner, connect::get);
      book.note(DnsFacts.CAA, "dig +noall +answer CAA " + domain.ascii(), caa::get);
    }
    return book.entries();
  }

  /**
   * The set of the nearest name that has one, up to the top-level domain (RFC 8659, section 3). A
   * name that does not exist gets no certificate, so that there is nothing to say of it.
   */
  private static FactValue.TextSet relevantCaa(String domain, NameService names, Deadline deadline)
      throws PeerException {
    String name = domain;
    while (!name.isEmpty()) {
      Answer<Untrusted> found = names.records(name, RecordType.CAA, deadline);
      if (name.equals(domain)
          && found instanceof Answer.Missing<Untrusted>(ReasonCode code)
          && code == ReasonCode.DNS_NXDOMAIN) {
        throw PeerException.of(code, domain + " does not exist");
      }
      if (!found.records().isEmpty()) {
        return texts(found);
      }
      int dot = name.indexOf('.');
      name = dot < 0 ? "" : name.substring(dot + 1);
    }
    return FactValue.texts();
  }

  private static FactValue.TextSet texts(Answer<Untrusted> answer) {
    return new FactValue.TextSet(answer.records());
  }
}
