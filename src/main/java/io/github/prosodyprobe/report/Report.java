package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Result;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one document of a scan; every output format is a rendering of it.
 *
 * @param tool what made it
 * @param policy what the facts were held against, or null where nothing was expected
 * @param run the scan
 * @param facts all that was seen and not seen
 * @param results what became of the checks; empty without a policy
 * @param unmet the checks of the policy that have no result, as the scan met none of their
 *     listeners
 * @param evidence the exchanges that the facts refer to, by id
 * @param since what became of a baseline; empty where there is none
 */
public record Report(
    Tool tool,
    @Nullable PolicyReference policy,
    Run run,
    List<EndpointFacts> facts,
    List<Finding> results,
    List<Unmet> unmet,
    SortedMap<String, Evidence> evidence,
    Optional<Since> since) {

  /** Version of the document; additions raise the second number, anything else the first. */
  public static final String SCHEMA_VERSION = "1.3";

  /** Identifies the document's schema, which {@code prosody-probe schema report} prints. */
  public static final String SCHEMA = "urn:prosody-probe:schema:report:1";

  /**
   * The program that made a report.
   *
   * @param name its name
   * @param version its version
   */
  public record Tool(String name, String version) {

    @Override
    public String toString() {
      return name + " " + version;
    }
  }

  /**
   * The policy of a report, such that one can tell whether another report was held against the
   * same.
   *
   * @param name its name
   * @param version its version
   * @param sha256 of its effective content, hexadecimal
   */
  public record PolicyReference(String name, String version, String sha256) {

    @Override
    public String toString() {
      return name + "@" + version;
    }
  }

  /**
   * A check without a result.
   *
   * @param check its permanent id
   * @param listeners where it would have held
   */
  public record Unmet(String check, SortedSet<Listener> listeners) {

    /** Copies the set. */
    public Unmet {
      listeners = Collections.unmodifiableSortedSet(new TreeSet<>(listeners));
    }

    static Unmet of(Check check) {
      return new Unmet(check.id(), new TreeSet<>(check.listeners()));
    }
  }

  /** Copies the collections. */
  public Report {
    facts = List.copyOf(facts);
    results = List.copyOf(results);
    unmet = List.copyOf(unmet);
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
  }

  /** A report of facts that were held against nothing. */
  public static Report ofFacts(
      Tool tool, Run run, List<EndpointFacts> facts, Map<String, Evidence> evidence) {
    return new Report(
        tool, null, run, facts, List.of(), List.of(), new TreeMap<>(evidence), Optional.empty());
  }

  /**
   * The same facts, held against a policy.
   *
   * @param without the checks of the policy that have no result
   */
  public Report judged(PolicyReference by, List<Result> outcome, List<Check> without) {
    return new Report(
        tool,
        by,
        run,
        facts,
        outcome.stream().map(Finding::of).toList(),
        without.stream().map(Unmet::of).toList(),
        evidence,
        since);
  }

  Report since(Optional<Since> baseline, List<Finding> marked) {
    return new Report(tool, policy, run, facts, marked, unmet, evidence, baseline);
  }

  /** The domain that was scanned, in ASCII; other endpoints are of further hosts of its server. */
  public String domain() {
    return facts.stream()
        .map(EndpointFacts::endpoint)
        .filter(endpoint -> endpoint.listener() == Listener.DNS)
        .map(Endpoint::domain)
        .findFirst()
        .orElse(run.target());
  }

  /** The names of the target: as the operator wrote it, and in ASCII. */
  public Set<String> names() {
    return new TreeSet<>(List.of(run.target(), domain()));
  }

  /** Why nothing of the domain was looked at, where it wishes not to be tested. */
  Optional<Reason> declined() {
    return results.stream()
        .filter(Finding::isDeclined)
        .findFirst()
        .map(finding -> Objects.requireNonNull(finding.reason()));
  }

  /** When the first of the certificates that were seen ends. */
  public Optional<Instant> firstCertificateEnd() {
    return facts.stream()
        .map(it -> it.state(CertificateFacts.NOT_AFTER))
        .flatMap(
            state ->
                state instanceof FactState.Observed(FactValue.Moment(Instant end), String _)
                    ? Stream.of(end)
                    : Stream.empty())
        .min(Comparator.naturalOrder());
  }

  /** The results counted. */
  public Summary summary() {
    return Summary.of(results);
  }
}
