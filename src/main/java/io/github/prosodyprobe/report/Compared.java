package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import java.util.Optional;

/**
 * A fact beside what was expected of it; a check has one for each fact that it looks at.
 *
 * @param fact the fact
 * @param expected the expectation in words, such as {@code only TLSv1.2, TLSv1.3}
 * @param allowed the texts outside of which none may be, where the expectation is such a list
 * @param observed what is known of the fact
 * @param holds whether it is as expected; false also where it was not observed
 */
public record Compared(
    Fact<?> fact, String expected, Optional<TextSet> allowed, FactState observed, boolean holds) {

  /** Both expectations of one fact as one. */
  Compared and(Compared other) {
    return new Compared(
        fact,
        expected + "; " + other.expected,
        allowed.isPresent() ? allowed : other.allowed,
        observed,
        holds && other.holds);
  }
}
