package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Citation;
import io.github.prosodyprobe.policy.Expectation;
import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.When;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one entry of a list of checks says: a check of its own, or a change to one that exists.
 *
 * @param id the check
 * @param place where the entry stands
 * @param expected where its expectation stands, or the entry
 * @param keys the keys that the entry has, readable or not
 * @param title empty where it is not said; so are the others
 * @param listeners kinds of listener
 * @param severity how bad
 * @param expectation what is expected
 * @param when under which circumstances
 * @param why what a failure means
 * @param probed what is sent
 * @param fix software to configuration
 * @param citations sources
 * @param tags words for selecting
 * @param off whether the check is switched off
 */
record CheckEntry(
    String id,
    Location place,
    Location expected,
    Set<String> keys,
    Optional<String> title,
    Set<Listener> listeners,
    Optional<Severity> severity,
    Optional<Expectation> expectation,
    When when,
    String why,
    String probed,
    Map<String, String> fix,
    List<Citation> citations,
    Set<String> tags,
    boolean off) {

  /** Whether it can only be meant as a check of its own. */
  boolean definesCheck() {
    return keys.contains("title");
  }

  /** The check that it defines, or empty where something that a check needs is missing. */
  Optional<Check> check() {
    if (title.isEmpty() || listeners.isEmpty() || severity.isEmpty() || expectation.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Check(
            id,
            title.get(),
            listeners,
            severity.get(),
            why,
            probed,
            fix,
            citations,
            tags,
            when,
            expectation.get(),
            expected));
  }

  /** An existing check, changed as this entry says. */
  Check change(Check check) {
    Check changed = severity.map(check::withSeverity).orElse(check);
    return expectation
        .map(other -> reworded(changed).withExpectation(other, expected))
        .orElse(changed);
  }

  private Check reworded(Check check) {
    return check.withWording(
        title.orElse(check.title()),
        why.isEmpty() ? check.why() : why,
        fix.isEmpty() ? check.fix() : fix,
        citations.isEmpty() ? check.citations() : citations);
  }
}
