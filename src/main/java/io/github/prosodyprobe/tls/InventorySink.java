package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;

/** Takes the facts of an inventory. */
public interface InventorySink {

  /** A fact was seen in the hellos of a topic. */
  <V extends FactValue> void observed(Fact<V> fact, V value, Topic shownBy);

  /** It was seen that a fact cannot have a value here. */
  void notApplicable(Fact<?> fact, String because);

  /** A fact could not be observed. */
  void unobserved(Fact<?> fact, Reason reason);
}
