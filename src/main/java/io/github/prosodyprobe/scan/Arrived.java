package io.github.prosodyprobe.scan;

import java.util.List;

/**
 * What came of waiting for a server.
 *
 * @param plan the scan, for where names led in the end
 * @param absent the listeners that are not up
 */
public record Arrived(ScanPlan plan, List<Absence> absent) {

  /** Copies the list. */
  public Arrived {
    absent = List.copyOf(absent);
  }
}
