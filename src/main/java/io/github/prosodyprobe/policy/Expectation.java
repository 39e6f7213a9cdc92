package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.policy.match.Matcher;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is expected of the facts of one endpoint. */
public sealed interface Expectation {

  /** The facts that it is about, in its order. */
  Stream<Fact<?>> facts();

  /** The expectation in words; safe on a terminal. */
  String describe();

  /**
   * One fact is as all the matchers say.
   *
   * @param fact the fact
   * @param matchers at least one; all must accept
   */
  record Compare(Fact<?> fact, List<Matcher> matchers) implements Expectation {

    /**
     * Copies the matchers.
     *
     * @throws IllegalArgumentException when there is none, or one that does not fit the fact
     */
    public Compare {
      matchers = List.copyOf(matchers);
      if (matchers.isEmpty() || !matchers.stream().allMatch(it -> it.fits(fact.type()))) {
        throw new IllegalArgumentException("matchers " + matchers + " for " + fact);
      }
    }

    /** What is expected, without the fact's name. */
    public String expected() {
      return matchers.stream()
          .map(matcher -> matcher.describe(fact.unit()))
          .collect(Collectors.joining(" and "));
    }

    @Override
    public Stream<Fact<?>> facts() {
      return Stream.of(fact);
    }

    @Override
    public String describe() {
      return fact + " " + expected();
    }
  }

  /**
   * All parts hold.
   *
   * @param parts at least one
   */
  record AllOf(List<Expectation> parts) implements Expectation {

    /** Copies the parts. */
    public AllOf {
      parts = atLeastOne(parts);
    }

    @Override
    public Stream<Fact<?>> facts() {
      return parts.stream().flatMap(Expectation::facts);
    }

    @Override
    public String describe() {
      return joined(parts, " and ");
    }
  }

  /**
   * At least one part holds.
   *
   * @param parts at least one
   */
  record AnyOf(List<Expectation> parts) implements Expectation {

    /** Copies the parts. */
    public AnyOf {
      parts = atLeastOne(parts);
    }

    @Override
    public Stream<Fact<?>> facts() {
      return parts.stream().flatMap(Expectation::facts);
    }

    @Override
    public String describe() {
      return "any of (" + joined(parts, " or ") + ")";
    }
  }

  /**
   * The part does not hold.
   *
   * @param part what must not be
   */
  record Not(Expectation part) implements Expectation {

    @Override
    public Stream<Fact<?>> facts() {
      return part.facts();
    }

    @Override
    public String describe() {
      return "not (" + part.describe() + ")";
    }
  }

  private static List<Expectation> atLeastOne(List<Expectation> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("an expectation without parts asserts nothing");
    }
    return List.copyOf(parts);
  }

  private static String joined(List<Expectation> parts, String word) {
    return parts.stream().map(Expectation::describe).collect(Collectors.joining(word));
  }
}
