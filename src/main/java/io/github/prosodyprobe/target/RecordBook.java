package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gathers what look-ups show, each with the answer and the command that shows the same by hand. */
final class RecordBook {

  /** Something that look-ups show. */
  @FunctionalInterface
  interface Sight<V extends FactValue> {
    V see() throws PeerException, InterruptedException;
  }

  private final Domain domain;
  private final Set<Fact<?>> wanted;
  private final Map<Fact<?>, FactState> states = new TreeMap<>();
  private final List<Evidence> evidence = new ArrayList<>();

  RecordBook(Domain domain, Set<Fact<?>> wanted) {
    this.domain = domain;
    this.wanted = wanted;
  }

  boolean wants(Fact<?> fact) {
    return wanted.contains(fact);
  }

  boolean wantsAnyOf(Collection<Fact<?>> facts) {
    return facts.stream().anyMatch(this::wants);
  }

  /** Notes what is seen, or why it is not; nothing where nobody wants it. */
  <V extends FactValue> void note(Fact<V> fact, String byHand, Sight<V> sight)
      throws InterruptedException {
    if (!wants(fact)) {
      return;
    }
    try {
      V value = sight.see();
      String id = "dns-" + domain.ascii() + "/" + fact.name().substring("dns.".length());
      evidence.add(new Evidence(id, lines(value), byHand));
      states.put(fact, new FactState.Observed(value, id));
    } catch (PeerException e) {
      unobserved(fact, e.reason());
    }
  }

  private static List<Untrusted> lines(FactValue value) {
    return switch (value) {
      case FactValue.TextSet(List<Untrusted> texts) when texts.isEmpty() ->
          List.of(Untrusted.of("* none"));
      case FactValue.TextSet(List<Untrusted> texts) ->
          texts.stream().map(text -> Untrusted.of("< " + text.raw())).toList();
      case FactValue.Text(Untrusted text) -> List.of(Untrusted.of("* " + text.raw()));
      case FactValue.Flag _, FactValue.Count _, FactValue.Moment _ -> List.of();
    };
  }

  void unobserved(Fact<?> fact, Reason reason) {
    put(fact, new FactState.Unobserved(reason));
  }

  void notApplicable(Fact<?> fact, String because) {
    put(fact, new FactState.NotApplicable(because));
  }

  private void put(Fact<?> fact, FactState state) {
    if (wants(fact)) {
      states.put(fact, state);
    }
  }

  /** What was seen, and how. */
  DomainRecords entries() {
    return new DomainRecords(states, evidence);
  }
}
