package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.policy.Waiving;
import io.github.prosodyprobe.report.Finding.Novelty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the renderers say of results in the same words. */
final class ResultTexts {

  private ResultTexts() {}

  /** Ids of the exchanges that showed the facts of a result, in the order of its facts. */
  static List<String> evidenceIds(Finding result) {
    LinkedHashSet<String> ids = new LinkedHashSet<>();
    for (Compared comparison : relevant(result)) {
      if (comparison.observed() instanceof FactState.Observed observed) {
        ids.add(observed.evidence());
      }
    }
    return new ArrayList<>(ids);
  }

  /** The comparisons that made a result fail; all of them where none alone did. */
  static List<Compared> relevant(Finding result) {
    List<Compared> broken =
        result.compared().stream().filter(comparison -> !comparison.holds()).toList();
    return broken.isEmpty() || !failed(result) ? result.compared() : broken;
  }

  /** Whether it failed, or would have without a waiver. */
  private static boolean failed(Finding result) {
    return result.waiving().map(Waiving::of).orElse(result.state()) == State.FAIL;
  }

  /** What was observed, or why it could not be. */
  static String seen(Finding result) {
    return result.reason() == null ? observed(result) : result.reason().toString();
  }

  static String expected(Finding result) {
    return facts(result, Compared::expected);
  }

  static String observed(Finding result) {
    return facts(result, comparison -> words(comparison.fact(), comparison.observed()));
  }

  /** One line for each fact, with its name where there are several. */
  private static String facts(Finding result, Function<Compared, String> words) {
    List<Compared> comparisons = relevant(result);
    if (comparisons.size() == 1) {
      return words.apply(comparisons.getFirst());
    }
    return comparisons.stream()
        .map(comparison -> comparison.fact().name() + ": " + words.apply(comparison))
        .collect(Collectors.joining("\n"));
  }

  static String words(Fact<?> fact, FactState state) {
    return switch (state) {
      case FactState.Observed(TextSet set, _) when hasSentences(set) ->
          set.values().stream().map(Object::toString).collect(Collectors.joining("\n"));
      case FactState.Observed observed -> fact.words(observed.value());
      case FactState.Unobserved unobserved -> "not observed: " + unobserved.reason();
      case FactState.NotApplicable none -> "not applicable: " + none.because();
    };
  }

  /** Names are read in a row, sentences one below the other. */
  private static boolean hasSentences(TextSet set) {
    return set.values().stream().anyMatch(text -> text.contains(": "));
  }

  static String places(List<Finding> results, String target) {
    return results.stream()
        .map(Finding::endpoint)
        .map(endpoint -> endpoint.named(target))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  static String ids(List<Finding> results) {
    return results.stream()
        .map(result -> result.check())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Failures with their number per severity, such as {@code 3 failed (1 critical, 2 warning)}. */
  static String failures(List<Finding> results) {
    List<Finding> failed = in(State.FAIL, results);
    String severities =
        Arrays.stream(Severity.values())
            .filter(severity -> count(failed, severity) > 0)
            .map(severity -> count(failed, severity) + " " + severity.word())
            .collect(Collectors.joining(", "));
    long fresh = count(failed, Novelty.NEW);
    boolean compared = failed.stream().anyMatch(finding -> finding.novelty().isPresent());
    return failed.size() + " failed (" + severities + (compared ? "; " + fresh + " new)" : ")");
  }

  private static long count(List<Finding> results, Novelty novelty) {
    return results.stream()
        .filter(result -> result.novelty().filter(novelty::equals).isPresent())
        .count();
  }

  private static long count(List<Finding> results, Severity severity) {
    return results.stream().filter(result -> result.severity() == severity).count();
  }

  static List<Finding> in(State state, List<Finding> results) {
    return results.stream().filter(result -> result.state() == state).toList();
  }

  /** The failures, worst first; those that read alike are together. */
  static List<List<Finding>> failuresAlike(List<Finding> results) {
    return alike(
        in(State.FAIL, results).stream().sorted(Comparator.comparing(Finding::severity)).toList(),
        finding ->
            List.of(
                finding.check(),
                expected(finding),
                observed(finding),
                finding.waiving(),
                finding.novelty()));
  }

  /** What is waived; what reads alike and has the same waiver is together. */
  static List<List<Finding>> waivedAlike(List<Finding> results) {
    return alike(
        in(State.WAIVED, results).stream()
            .filter(finding -> finding.waiving().isPresent())
            .toList(),
        finding -> List.of(finding.check(), seen(finding), finding.waiving()));
  }

  /** What could not be evaluated; what has the same reason is together. */
  static List<List<Finding>> unknownsAlike(List<Finding> results) {
    return alike(
        in(State.UNKNOWN, results),
        finding -> List.of(String.valueOf(finding.reason()), finding.waiving(), finding.novelty()));
  }

  /** Puts together what reads alike, in the order in which it first appears. */
  static List<List<Finding>> alike(List<Finding> results, Function<Finding, Object> reading) {
    Map<Object, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding result : results) {
      groups.computeIfAbsent(reading.apply(result), _ -> new ArrayList<>()).add(result);
    }
    return List.copyOf(groups.values());
  }
}
