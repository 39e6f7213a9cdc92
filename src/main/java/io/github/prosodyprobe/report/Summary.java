package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How many results there are of each state; a check counts once for each endpoint it holds on.
 *
 * @param pass as expected
 * @param fail not as expected
 * @param unknown could not look
 * @param waived accepted for a time
 * @param notApplicable nothing there to check
 * @param info recorded without an expectation
 */
public record Summary(int pass, int fail, int unknown, int waived, int notApplicable, int info) {

  /** Counts results. */
  public static Summary of(List<Finding> results) {
    return new Summary(
        count(results, State.PASS),
        count(results, State.FAIL),
        count(results, State.UNKNOWN),
        count(results, State.WAIVED),
        count(results, State.NOT_APPLICABLE),
        count(results, State.INFO));
  }

  /** The counts by their words in documents, in the order in which they stand there. */
  SequencedMap<String, Integer> byWord() {
    SequencedMap<String, Integer> counts = new LinkedHashMap<>();
    counts.put("pass", pass);
    counts.put("fail", fail);
    counts.put("unknown", unknown);
    counts.put("waived", waived);
    counts.put("notApplicable", notApplicable);
    counts.put("info", info);
    return counts;
  }

  private static int count(List<Finding> results, State state) {
    return (int) results.stream().filter(result -> result.state() == state).count();
  }
}
