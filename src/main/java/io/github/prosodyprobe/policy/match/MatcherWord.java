package io.github.prosodyprobe.policy.match;

import static io.github.prosodyprobe.fact.FactType.BOOLEAN;
import static io.github.prosodyprobe.fact.FactType.INTEGER;
import static io.github.prosodyprobe.fact.FactType.TEXT;
import static io.github.prosodyprobe.fact.FactType.TEXT_SET;
import static io.github.prosodyprobe.fact.FactType.TIME;

import io.github.prosodyprobe.fact.FactType;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of the closed set of matchers, with the types of fact that each fits: the source of the
 * reader, of the schema and of the documentation.
 */
public enum MatcherWord {
  IS("is", Argument.VALUE, "the value is this one", BOOLEAN, INTEGER, TEXT),
  IS_NOT("is-not", Argument.VALUE, "the value is any but this one", INTEGER, TEXT),
  ONE_OF("one-of", Argument.VALUES, "the value is one of these", INTEGER, TEXT),
  NONE_OF("none-of", Argument.VALUES, "the value is none of these", INTEGER, TEXT),
  AT_LEAST("at-least", Argument.NUMBER, "the number is this or greater", INTEGER),
  AT_MOST("at-most", Argument.NUMBER, "the number is this or smaller", INTEGER),
  BETWEEN("between", Argument.RANGE, "the number lies between these two, or is one", INTEGER),
  ONLY("only", Argument.TEXTS, "nothing but these is there; holds for an empty set", TEXT_SET),
  INCLUDES("includes", Argument.TEXTS, "each of these is there, others may be", TEXT_SET),
  EXCLUDES("excludes", Argument.TEXTS, "none of these is there", TEXT_SET),
  EQUALS("equals", Argument.TEXTS, "exactly these are there, in any order", TEXT_SET),
  EMPTY("empty", Argument.YES_OR_NO, "whether the set has no members", TEXT_SET),
  MATCHES(
      "matches",
      Argument.PATTERN,
      "the whole text fits a pattern in which * is any run of characters and ? any one",
      TEXT),
  PRESENT("present", Argument.YES, "the text or set is not empty", TEXT, TEXT_SET),
  AT_LEAST_FROM_NOW(
      "at-least-from-now",
      Argument.DURATION,
      "the moment is this far in the future, or further",
      TIME),
  COVERS(
      "covers",
      Argument.TEXTS,
      "each of these names is there, or a wildcard dns:*.PARENT that stands for it",
      TEXT_SET);

  /** What stands behind a word in a policy. */
  public enum Argument {
    /** One value of the fact's type. */
    VALUE,
    /** A list of values of the fact's type. */
    VALUES,
    /** A whole number; for facts in seconds also a duration such as {@code 180d}. */
    NUMBER,
    /** A list of two numbers, the smaller first. */
    RANGE,
    /** A list of texts. */
    TEXTS,
    /** {@code true} or {@code false}. */
    YES_OR_NO,
    /** {@code true}: the contrary would assert nothing. */
    YES,
    /** A pattern, see {@link Glob}. */
    PATTERN,
    /** A whole number and one of {@code s m h d}, such as {@code 14d}. */
    DURATION
  }

  private final String word;
  private final Argument argument;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // Unmodifiable, and nobody else has the set within.
  private final Set<FactType> types;

  MatcherWord(String word, Argument argument, String meaning, FactType first, FactType... others) {
    this.word = word;
    this.argument = argument;
    this.meaning = meaning;
    this.types = Collections.unmodifiableSet(EnumSet.of(first, others));
  }

  /** The word in policies. */
  public String word() {
    return word;
  }

  /** What must stand behind the word. */
  public Argument argument() {
    return argument;
  }

  /** When it accepts, as half a sentence. */
  public String meaning() {
    return meaning;
  }

  /** The types of fact that it fits. */
  public Set<FactType> types() {
    return types;
  }

  /** Whether it fits facts of this type. */
  public boolean fits(FactType type) {
    return types.contains(type);
  }

  /** The matcher word that is spelt like this. */
  public static Optional<MatcherWord> of(String word) {
    return Arrays.stream(values()).filter(matcher -> matcher.word.equals(word)).findFirst();
  }

  /** The words that fit facts of a type, in their documented order. */
  public static List<String> fitting(FactType type) {
    return Arrays.stream(values())
        .filter(matcher -> matcher.fits(type))
        .map(MatcherWord::word)
        .toList();
  }
}
