package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A named, versioned set of checks, with everything that it takes from others filled in.
 *
 * @param name lower case
 * @param version from 1
 * @param description what it is for
 * @param changelog what changed from version to version, as the file has it
 * @param checks sorted by id
 * @param whole the checks that these were selected from
 */
public record Policy(
    String name,
    int version,
    String description,
    List<Change> changelog,
    List<Check> checks,
    List<Check> whole) {

  /**
   * What changed with a version.
   *
   * @param version the version
   * @param text what changed with it
   */
  public record Change(int version, String text) {}

  /** Sorts the checks. */
  public Policy {
    changelog = List.copyOf(changelog);
    checks = checks.stream().sorted(Comparator.comparing(Check::id)).toList();
    whole = List.copyOf(whole);
  }

  /** A policy of which nothing is left out. */
  public static Policy of(
      String name, int version, String description, List<Change> changelog, List<Check> checks) {
    return new Policy(name, version, description, changelog, checks, checks);
  }

  /**
   * The digest of the expectations in force, hexadecimal: two policies with the same one expect the
   * same, whatever they extend, in whatever order and layout their files are written. A selection
   * has that of the whole.
   */
  public String sha256() {
    return PolicyText.sha256(name, version, whole);
  }

  /** {@code name@version}. */
  public String title() {
    return name + "@" + version;
  }

  /** The facts that its checks look at, on any listener. */
  public SortedSet<Fact<?>> neededFacts() {
    return facts(checks.stream());
  }

  /** The facts that its checks look at on this kind of listener. */
  public SortedSet<Fact<?>> neededFacts(Listener listener) {
    return facts(checks.stream().filter(check -> check.listeners().contains(listener)));
  }

  private static SortedSet<Fact<?>> facts(Stream<Check> checks) {
    return Collections.unmodifiableSortedSet(
        checks.flatMap(Check::facts).collect(Collectors.toCollection(TreeSet::new)));
  }

  /**
   * Only the checks that a word names by id or tag, and of the others only what holds on a listener
   * that a word names.
   *
   * @throws PolicyException when a word names nothing, or when nothing is left
   */
  public Policy only(Set<String> words) throws PolicyException {
    return new Selection(this, "--only").only(words);
  }

  /**
   * Without the checks that a word names by id or tag, and without what holds on a listener that a
   * word names.
   *
   * @throws PolicyException when a word names nothing, or when nothing is left
   */
  public Policy skip(Set<String> words) throws PolicyException {
    return new Selection(this, "--skip").skip(words);
  }

  Policy with(List<Check> others) {
    return new Policy(name, version, description, changelog, others, whole);
  }
}
