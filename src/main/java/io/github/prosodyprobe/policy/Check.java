package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An expectation over facts.
 *
 * @param id permanent; waivers, dashboards and baselines refer to it
 * @param title the wanted state as a sentence
 * @param listeners the kinds of listener on which it holds
 * @param severity how much a failure matters
 * @param why what an attacker or user meets where it fails
 * @param probed what goes over the wire to find out
 * @param fix software (such as {@code prosody}) to configuration lines
 * @param citations where the expectation comes from
 * @param tags further words for {@code --only} and {@code --skip}
 * @param when under which circumstances it says something
 * @param expectation what is expected
 * @param declared where the expectation in force is written
 */
public record Check(
    String id,
    String title,
    Set<Listener> listeners,
    Severity severity,
    String why,
    String probed,
    Map<String, String> fix,
    List<Citation> citations,
    Set<String> tags,
    When when,
    Expectation expectation,
    Location declared) {

  /** Copies the collections; listeners, software and tags are sorted. */
  public Check {
    listeners = Collections.unmodifiableSet(new TreeSet<>(listeners));
    fix = Collections.unmodifiableMap(new TreeMap<>(fix));
    citations = List.copyOf(citations);
    tags = Collections.unmodifiableSet(new TreeSet<>(tags));
  }

  /** The facts without which it cannot be judged. */
  public Stream<Fact<?>> facts() {
    return Stream.concat(when.decidingFacts(), expectation.facts());
  }

  /** The same check on these kinds of listener. */
  public Check on(Set<Listener> others) {
    return copy(title, others, severity, why, fix, citations, expectation, declared);
  }

  /** The same check with another severity. */
  public Check withSeverity(Severity other) {
    return copy(title, listeners, other, why, fix, citations, expectation, declared);
  }

  /** The same check, said in other words. */
  public Check withWording(
      String title, String why, Map<String, String> fix, List<Citation> citations) {
    return copy(title, listeners, severity, why, fix, citations, expectation, declared);
  }

  /** The same check with another expectation. */
  public Check withExpectation(Expectation other, Location place) {
    return copy(title, listeners, severity, why, fix, citations, other, place);
  }

  private Check copy(
      String title,
      Set<Listener> listeners,
      Severity severity,
      String why,
      Map<String, String> fix,
      List<Citation> citations,
      Expectation expectation,
      Location declared) {
    return new Check(
        id,
        title,
        listeners,
        severity,
        why,
        probed,
        fix,
        citations,
        tags,
        when,
        expectation,
        declared);
  }
}
