package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.tls.JudgedChain;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Takes what the probes of one endpoint see. Thread-safe. */
public final class Findings {

  private final Map<Fact<?>, FactState> states = new TreeMap<>();
  private final Map<String, Evidence> evidence = new TreeMap<>();
  private Optional<JudgedChain> chain = Optional.empty();

  /** A fact was seen. */
  public synchronized <V extends FactValue> void observed(Fact<V> fact, V value, Evidence shown) {
    states.put(fact, new FactState.Observed(value, shown.id()));
    evidence.put(shown.id(), shown);
  }

  /** It was seen that a fact cannot have a value here. */
  public synchronized void notApplicable(Fact<?> fact, String because) {
    states.put(fact, new FactState.NotApplicable(because));
  }

  /** A fact could not be observed. What was seen or known before stays. */
  public synchronized void unobserved(Fact<?> fact, Reason reason) {
    states.putIfAbsent(fact, new FactState.Unobserved(reason));
  }

  /** These certificates were served, for comparisons that need more of them than facts. */
  public synchronized void served(JudgedChain certificates) {
    chain = Optional.of(certificates);
  }

  /** The certificates that were served, if they were seen and judged. */
  public synchronized Optional<JudgedChain> served() {
    return chain;
  }

  /** Replaces the reason of every fact that is unobserved for one of these codes. */
  public synchronized void replaceReasons(Set<ReasonCode> codes, Reason replacement) {
    states.replaceAll(
        (_, state) ->
            state instanceof FactState.Unobserved(Reason reason) && codes.contains(reason.code())
                ? new FactState.Unobserved(replacement)
                : state);
  }

  /** Whether anything was said of a fact. */
  public synchronized boolean knows(Fact<?> fact) {
    return states.containsKey(fact);
  }

  /** Whether a text fact was seen to have this value. */
  public synchronized boolean saw(Fact<FactValue.Text> fact, String value) {
    return states.get(fact) instanceof FactState.Observed(FactValue.Text(var text), _)
        && text.is(value);
  }

  /** The states so far. */
  public synchronized Map<Fact<?>, FactState> states() {
    return new TreeMap<>(states);
  }

  /** The evidence so far, by id. */
  public synchronized Map<String, Evidence> evidence() {
    return new TreeMap<>(evidence);
  }
}
