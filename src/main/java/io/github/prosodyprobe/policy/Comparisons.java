package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.policy.Expectation.Compare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays an expectation out fact by fact, as a report shows it: expected, observed, as expected. */
record Comparisons(Judge judge) {

  List<Comparison> of(Expectation expectation) {
    return switch (expectation) {
      case Compare compare ->
          List.of(comparison(compare, compare.expected(), judge.judge(compare)));
      case Expectation.AllOf all -> all.parts().stream().flatMap(it -> of(it).stream()).toList();
      case Expectation.AnyOf any -> alternatives(any);
      case Expectation.Not not -> negated(not);
    };
  }

  /** One line for each fact, however many alternatives speak of it. */
  private List<Comparison> alternatives(Expectation.AnyOf any) {
    Map<Fact<?>, List<Compare>> byFact = new LinkedHashMap<>();
    compares(any).forEach(it -> byFact.computeIfAbsent(it.fact(), _ -> new ArrayList<>()).add(it));
    String prefix = byFact.size() > 1 ? "one of several: " : "";
    Judgement whole = judge.judge(any);
    return byFact.values().stream()
        .map(
            group ->
                comparison(
                    group.getFirst(),
                    prefix
                        + group.stream().map(Compare::expected).collect(Collectors.joining(" or ")),
                    whole))
        .toList();
  }

  private List<Comparison> negated(Expectation.Not not) {
    Judgement whole = judge.judge(not);
    return compares(not.part()).map(it -> comparison(it, "not: " + it.expected(), whole)).toList();
  }

  private static Stream<Compare> compares(Expectation expectation) {
    return switch (expectation) {
      case Compare compare -> Stream.of(compare);
      case Expectation.AllOf all -> all.parts().stream().flatMap(Comparisons::compares);
      case Expectation.AnyOf any -> any.parts().stream().flatMap(Comparisons::compares);
      case Expectation.Not not -> compares(not.part());
    };
  }

  /** What is not observed never holds, even where another alternative does. */
  private Comparison comparison(Compare compare, String expected, Judgement judgement) {
    boolean observed = !(judge.judge(compare) instanceof Judgement.Unknown);
    boolean holds = observed && judgement instanceof Judgement.Holds;
    return new Comparison(compare.fact(), expected, judge.facts().state(compare.fact()), holds);
  }
}
