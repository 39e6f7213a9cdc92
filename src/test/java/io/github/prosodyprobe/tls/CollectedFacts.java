package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the facts of an inventory as words: a value, {@code n/a}, or a reason. */
final class CollectedFacts implements InventorySink {

  private final Map<Fact<?>, String> words = new TreeMap<>();

  @Override
  public <V extends FactValue> void observed(Fact<V> fact, V value, Topic shownBy) {
    words.put(fact, value.toString());
  }

  @Override
  public void notApplicable(Fact<?> fact, String because) {
    words.put(fact, "n/a");
  }

  @Override
  public void unobserved(Fact<?> fact, Reason reason) {
    words.put(fact, "unobserved " + reason.word());
  }

  String of(Fact<?> fact) {
    return words.getOrDefault(fact, "silence");
  }

  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    words.forEach((fact, word) -> lines.append(fact).append(" = ").append(word).append('\n'));
    return lines.toString();
  }
}
