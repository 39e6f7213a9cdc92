package io.github.prosodyprobe.report;

import java.util.List;

/**
 * A report as a JSON document tells it.
 *
 * @param report the report, judgement and all
 * @param ignored what a newer version wrote and this one does not know, one sentence each
 */
public record RecordedReport(Report report, List<String> ignored) {

  /** Copies the sentences. */
  public RecordedReport {
    ignored = List.copyOf(ignored);
  }
}
