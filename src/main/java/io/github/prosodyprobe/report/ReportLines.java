package io.github.prosodyprobe.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a file that has one report, or one in each line. */
public final class ReportLines {

  private ReportLines() {}

  /**
   * Reads all the reports.
   *
   * @param document JSON, or JSON lines; UTF-8
   * @return at least one
   * @throws UnreadableReportException when one of them is no report; its line is that of the file
   */
  public static List<RecordedReport> read(byte[] document) throws UnreadableReportException {
    String text = new String(document, StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !isWhole(lines.getFirst().strip())) {
      return List.of(JsonReportReader.readWhole(document));
    }
    List<RecordedReport> reports = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        reports.add(read(lines.get(line), line));
      }
    }
    return List.copyOf(reports);
  }

  /** A document that goes over several lines does not begin with one that could be all. */
  private static boolean isWhole(String line) {
    return line.length() > 1 && line.startsWith("{") && line.endsWith("}");
  }

  private static RecordedReport read(String line, int before) throws UnreadableReportException {
    try {
      return JsonReportReader.readWhole(line.getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableReportException e) {
      throw new UnreadableReportException(
          before + Math.max(1, e.line()), e.column(), String.valueOf(e.getMessage()));
    }
  }
}
