package io.github.prosodyprobe.report;

import io.github.prosodyprobe.report.TextStyle.Ink;
import java.util.List;

/** Renders several judged reports as a table: target, counts, verdict. */
public final class TargetTable {

  private static final int COUNT_WIDTH = 7;

  private TargetTable() {}

  /** The text, each line ended by LF. */
  public static String of(List<Judged> rows, TextStyle style) {
    int width = rows.stream().mapToInt(row -> row.report().run().target().length()).max().orElse(0);
    TextLines lines = new TextLines(style);
    lines.column(Ink.STRONG, "target", width);
    for (String title : List.of("pass", "fail", "unknown", "waived")) {
      lines.column(Ink.STRONG, title, COUNT_WIDTH);
    }
    lines.add(Ink.STRONG, "verdict").end();
    for (Judged row : rows) {
      Summary summary = row.report().summary();
      lines.column(Ink.PLAIN, row.report().run().target(), width);
      for (int count :
          List.of(summary.pass(), summary.fail(), summary.unknown(), summary.waived())) {
        lines.column(Ink.PLAIN, Integer.toString(count), COUNT_WIDTH);
      }
      lines.add(row.verdict().words()).end();
    }
    return lines.toString();
  }
}
