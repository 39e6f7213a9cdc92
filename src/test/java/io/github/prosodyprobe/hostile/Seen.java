package io.github.prosodyprobe.hostile;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.probe.Findings;

/** What a probe saw, in a form that reads well in an assertion. */
public final class Seen {

  private Seen() {}

  /** The value; or the word of the reason, or the half sentence, that stands in its place. */
  public static String of(Findings findings, Fact<?> fact) {
    return switch (findings.states().get(fact)) {
      case null -> "nothing";
      case FactState.Observed(var value, _) -> value.toString();
      case FactState.NotApplicable(String because) -> because;
      case FactState.Unobserved(var reason) -> reason.word();
    };
  }
}
