package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.policy.Waiving;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.TextStyle.Ink;
import java.util.List;

/**
 * Writes what is accepted for a terminal: waivers, and what became of the baseline's failures.
 *
 * @param report the report
 * @param style how it looks
 * @param detail how much to say
 * @param lines where it goes
 */
record TextAccepted(Report report, TextStyle style, Detail detail, TextLines lines) {

  private static final int WORD_WIDTH = "suggestion".length();

  void write() {
    List<List<Finding>> waived = ResultTexts.waivedAlike(report.results());
    waived.forEach(this::waived);
    report
        .since()
        .ifPresent(
            since -> {
              since
                  .mended()
                  .forEach(past -> past(Ink.GOOD, style.symbols().pass(), "mended", past));
              since
                  .gone()
                  .forEach(past -> past(Ink.DOUBTFUL, style.symbols().unknown(), "gone", past));
              lines.add(SinceText.headline(report, since)).end();
            });
    if (!waived.isEmpty() || report.since().isPresent()) {
      lines.end();
    }
  }

  private void waived(List<Finding> alike) {
    Finding finding = alike.getFirst();
    Waiving waiving = finding.waiving().orElseThrow();
    lines.add(Ink.FAINT, style.symbols().none() + " ");
    lines.column(Ink.FAINT, State.WAIVED.word(), WORD_WIDTH);
    lines.column(Ink.STRONG, finding.check(), 0).add(WaivingText.term(waiving)).end();
    if (detail == Detail.EVERYTHING) {
      lines.labelled("where", ResultTexts.places(alike, report.domain()));
      lines.labelled("reason", waiving.reason());
      lines.labelled("observed", ResultTexts.seen(finding));
    }
  }

  private void past(Ink ink, String symbol, String word, Since.Past past) {
    lines.add(ink, symbol + " ").column(ink, word, WORD_WIDTH);
    lines.column(Ink.STRONG, past.check(), 0).add(past.title()).end();
    lines.labelled("where", SinceText.place(report, past));
  }
}
