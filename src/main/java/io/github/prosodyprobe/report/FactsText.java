package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.report.TextStyle.Ink;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Renders a report that was held against no policy: what was seen, endpoint by endpoint. */
public final class FactsText {

  private FactsText() {}

  /** The text, each line ended by LF. */
  public static String of(Report report, TextStyle style) {
    TextLines lines = new TextLines(style);
    Run run = report.run();
    int width =
        report.facts().stream()
            .flatMap(facts -> facts.states().keySet().stream())
            .mapToInt(fact -> fact.name().length())
            .max()
            .orElse(0);
    for (EndpointFacts facts : report.facts()) {
      lines.add(Ink.STRONG, facts.endpoint().named(report.domain())).end();
      endpoint(lines, facts, width);
      lines.end();
    }
    long seen =
        report.facts().stream()
            .flatMap(facts -> facts.states().values().stream())
            .filter(FactState.Observed.class::isInstance)
            .count();
    lines.column(Ink.STRONG, run.target(), 0).add(seen + " facts observed");
    if (!run.complete()) {
      lines.add(style.symbols().separator());
      lines.add(Ink.DOUBTFUL, run.interrupted() ? "interrupted" : "incomplete");
    }
    String seconds = String.format(Locale.ROOT, "%.1f s", run.duration().toMillis() / 1_000.0);
    return lines.add(style.symbols().separator() + seconds).end().toString();
  }

  /**
   * What was not observed for one reason is one block: a closed port would else fill the screen.
   */
  private static void endpoint(TextLines lines, EndpointFacts facts, int width) {
    Map<String, TreeSet<String>> unseen = new TreeMap<>();
    facts
        .states()
        .forEach(
            (fact, state) -> {
              switch (state) {
                case FactState.Observed observed ->
                    lines
                        .add("  ")
                        .column(Ink.PLAIN, fact.name(), width)
                        .add(fact.words(observed.value()))
                        .end();
                case FactState.NotApplicable none ->
                    lines
                        .add("  ")
                        .column(Ink.PLAIN, fact.name(), width)
                        .add(Ink.FAINT, "not applicable: " + none.because())
                        .end();
                case FactState.Unobserved unobserved ->
                    unseen
                        .computeIfAbsent(unobserved.reason().toString(), _ -> new TreeSet<>())
                        .add(fact.name());
              }
            });
    unseen.forEach(
        (reason, names) -> {
          lines.add("  ").add(Ink.DOUBTFUL, "not observed: " + reason).end();
          lines.labelled("facts", String.join(", ", names));
        });
  }
}
