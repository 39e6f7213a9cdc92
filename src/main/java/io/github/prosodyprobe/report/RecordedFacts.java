package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a JSON report tells of a scan, without its judgement.
 *
 * @param run the scan
 * @param facts all that was seen and not seen
 * @param evidence the exchanges, by id
 * @param ignored what a newer version wrote and this one does not know, one sentence each
 */
public record RecordedFacts(
    Run run,
    List<EndpointFacts> facts,
    SortedMap<String, Evidence> evidence,
    List<String> ignored) {

  /** Copies the collections. */
  public RecordedFacts {
    facts = List.copyOf(facts);
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    ignored = List.copyOf(ignored);
  }
}
