package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;

/**
 * One fact held against what was expected of it.
 *
 * @param fact the fact
 * @param expected the expectation in words, such as {@code only TLSv1.2, TLSv1.3}
 * @param observed what is known of the fact
 * @param holds whether it is as expected; false also where it was not observed
 */
public record Comparison(Fact<?> fact, String expected, FactState observed, boolean holds) {}
