package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scan saw.
 *
 * @param facts what was seen of each endpoint
 * @param evidence the exchanges, by id
 * @param started wall clock
 * @param finished wall clock
 * @param complete whether every planned conversation was held to its end or its failure
 * @param connectionsPlanned announced
 * @param connectionsUsed opened
 * @param bugs faults of our own
 */
public record Observations(
    List<EndpointFacts> facts,
    Map<String, Evidence> evidence,
    Instant started,
    Instant finished,
    boolean complete,
    int connectionsPlanned,
    int connectionsUsed,
    List<Throwable> bugs) {

  /** Copies the collections. */
  public Observations {
    facts = List.copyOf(facts);
    evidence = new TreeMap<>(evidence);
    bugs = List.copyOf(bugs);
  }
}
