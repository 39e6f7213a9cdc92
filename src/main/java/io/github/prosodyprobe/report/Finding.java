package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Citation;
import io.github.prosodyprobe.policy.Expectation;
import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.policy.Waiving;
import io.github.prosodyprobe.policy.match.Only;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of one check on one endpoint: all that a rendering needs, and all that the
 * JSON document keeps, so that a stored report renders like a fresh one.
 *
 * @param check the check's permanent id
 * @param title the wanted state as a sentence
 * @param severity how much a failure matters, under the policy in force
 * @param why what an attacker or user meets where it fails
 * @param endpoint where
 * @param state what became of it
 * @param reason why it is {@link State#UNKNOWN}, or would be without a waiver; else null
 * @param because why it is {@link State#NOT_APPLICABLE}, as half a sentence, else empty
 * @param compared the facts that it looked at, each once, in the check's order
 * @param fix software (such as {@code prosody}) to configuration lines
 * @param citations where the expectation comes from
 * @param declared where the expectation in force is written
 * @param waiving what a waiver says of it, whether it holds or has expired
 * @param novelty how it stands to the baseline; empty without one, and where nothing is wrong
 */
public record Finding(
    String check,
    String title,
    Severity severity,
    String why,
    Endpoint endpoint,
    State state,
    @Nullable Reason reason,
    String because,
    List<Compared> compared,
    SortedMap<String, String> fix,
    List<Citation> citations,
    Location declared,
    Optional<Waiving> waiving,
    Optional<Novelty> novelty) {

  /** How something that is wrong stands to the baseline. */
  public enum Novelty {
    /** It was otherwise, or not looked at. */
    NEW,
    /** It was so already. */
    UNCHANGED;

    /** The word in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What a word stands for. */
    static Optional<Novelty> of(String word) {
      return Arrays.stream(values()).filter(novelty -> novelty.word().equals(word)).findFirst();
    }
  }

  /** Copies the collections. */
  public Finding {
    compared = List.copyOf(compared);
    fix = Collections.unmodifiableSortedMap(new TreeMap<>(fix));
    citations = List.copyOf(citations);
  }

  /** What an evaluation came to, as reports tell it. */
  static Finding of(Result result) {
    Check check = result.check();
    Map<Fact<?>, Compared> byFact = new LinkedHashMap<>();
    result
        .comparisons()
        .forEach(
            it ->
                byFact.merge(
                    it.fact(),
                    new Compared(
                        it.fact(),
                        it.expected(),
                        allowed(it.fact(), check.expectation()),
                        it.observed(),
                        it.holds()),
                    Compared::and));
    return new Finding(
        check.id(),
        check.title(),
        check.severity(),
        check.why(),
        result.endpoint(),
        result.state(),
        result.reason(),
        result.because(),
        new ArrayList<>(byFact.values()),
        new TreeMap<>(check.fix()),
        check.citations(),
        check.declared(),
        result.waiving(),
        Optional.empty());
  }

  /** Whether nobody looked, as the domain wishes not to be tested. */
  boolean isDeclined() {
    return reason != null && reason.code() == ReasonCode.DECLINED;
  }

  Finding with(Novelty other) {
    return new Finding(
        check,
        title,
        severity,
        why,
        endpoint,
        state,
        reason,
        because,
        compared,
        fix,
        citations,
        declared,
        waiving,
        Optional.of(other));
  }

  /** Behind an alternative or a negation a list allows nothing by itself. */
  private static Optional<TextSet> allowed(Fact<?> fact, Expectation expectation) {
    return compares(expectation)
        .filter(compare -> compare.fact().equals(fact))
        .flatMap(compare -> compare.matchers().stream())
        .filter(Only.class::isInstance)
        .map(only -> ((Only) only).allowed())
        .findFirst();
  }

  private static Stream<Expectation.Compare> compares(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Compare compare -> Stream.of(compare);
      case Expectation.AllOf all -> all.parts().stream().flatMap(Finding::compares);
      case Expectation.AnyOf _, Expectation.Not _ -> Stream.empty();
    };
  }
}
