package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.text.Spelling;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Narrows a policy by words: ids, tags, kinds of listener, and the vantage that a check needs.
 *
 * @param policy the policy
 * @param option the option that the words came with, for messages
 */
record Selection(Policy policy, String option) {

  Policy only(Set<String> words) throws PolicyException {
    return narrowed(words, check -> named(check, words));
  }

  Policy skip(Set<String> words) throws PolicyException {
    return narrowed(
        words,
        check -> {
          Set<Listener> left = new TreeSet<>(check.listeners());
          left.removeAll(named(check, words));
          return left;
        });
  }

  private Policy narrowed(Set<String> words, Function<Check, Set<Listener>> listenersLeft)
      throws PolicyException {
    refuseUnknown(words);
    List<Check> left =
        policy.checks().stream()
            .map(check -> check.on(listenersLeft.apply(check)))
            .filter(check -> !check.listeners().isEmpty())
            .toList();
    if (left.isEmpty()) {
      throw new PolicyException(
          PolicyProblem.of(option, "nothing is left to check of " + policy.title(), ""));
    }
    return policy.with(left);
  }

  /** The listeners of a check that the words name, all of them where they name the check itself. */
  private static Set<Listener> named(Check check, Set<String> words) {
    if (!Collections.disjoint(words, words(check))) {
      return check.listeners();
    }
    return check.listeners().stream()
        .filter(listener -> words.contains(listener.word()))
        .collect(Collectors.toSet());
  }

  private static Set<String> words(Check check) {
    Set<String> words = new TreeSet<>(check.tags());
    words.add(check.id());
    check.when().vantage().map(Vantage::word).ifPresent(words::add);
    return words;
  }

  private void refuseUnknown(Set<String> words) throws PolicyException {
    Set<String> known = new TreeSet<>();
    policy.checks().forEach(check -> known.addAll(words(check)));
    Arrays.stream(Listener.values()).forEach(listener -> known.add(listener.word()));
    List<PolicyProblem> problems = unknown(words, known).toList();
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
  }

  private Stream<PolicyProblem> unknown(Set<String> words, Set<String> known) {
    return words.stream()
        .filter(word -> !known.contains(word))
        .sorted()
        .map(
            word ->
                PolicyProblem.of(
                    option,
                    Spelling.quoted(word) + " is no check, tag or listener of " + policy.title(),
                    Spelling.hint(word, known)));
  }
}
