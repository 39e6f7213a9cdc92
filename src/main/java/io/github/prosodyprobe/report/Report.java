package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.Result;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one document of a scan; every output format is a rendering of it.
 *
 * @param tool what made it
 * @param policy what the facts were held against, or null where nothing was expected
 * @param run the scan
 * @param facts all that was seen and not seen
 * @param results what became of the checks; empty without a policy
 * @param evidence the exchanges that the facts refer to, by id
 */
public record Report(
    Tool tool,
    @Nullable PolicyReference policy,
    Run run,
    List<EndpointFacts> facts,
    List<Finding> results,
    SortedMap<String, Evidence> evidence) {

  /** Version of the document; additions raise the second number, anything else the first. */
  public static final String SCHEMA_VERSION = "1.2";

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

  /** Copies the collections. */
  public Report {
    facts = List.copyOf(facts);
    results = List.copyOf(results);
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
  }

  /** A report of facts that were held against nothing. */
  public static Report ofFacts(
      Tool tool, Run run, List<EndpointFacts> facts, Map<String, Evidence> evidence) {
    return new Report(tool, null, run, facts, List.of(), new TreeMap<>(evidence));
  }

  /** The same facts, held against a policy. */
  public Report judged(PolicyReference by, List<Result> outcome) {
    return new Report(tool, by, run, facts, outcome.stream().map(Finding::of).toList(), evidence);
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

  /** The results counted. */
  public Summary summary() {
    return Summary.of(results);
  }
}
