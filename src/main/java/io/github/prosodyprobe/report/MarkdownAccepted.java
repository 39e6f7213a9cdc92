package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.Waiving;
import io.github.prosodyprobe.text.Escaper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adds what is accepted to a page of Markdown: the difference from the baseline, and the waivers.
 *
 * @param page the page
 * @param report the report on one target
 */
record MarkdownAccepted(Markdown page, Report report) {

  void since() {
    if (report.since().isEmpty()) {
      return;
    }
    Since since = report.since().get();
    page.block(prose(SinceText.headline(report, since)));
    SinceText.notes(report).forEach(note -> page.block("_" + prose(note) + "_"));
    List<List<String>> rows = new ArrayList<>();
    since.mended().forEach(past -> rows.add(row("✅ mended", past)));
    since.gone().forEach(past -> rows.add(row("❔ not met any more", past)));
    if (!rows.isEmpty()) {
      page.block(Markdown.table(List.of("Since the baseline", "Check", "Where"), rows));
    }
  }

  private List<String> row(String what, Since.Past past) {
    return Stream.of(
            what,
            "**" + code(past.check()) + "** " + prose(past.title()),
            code(SinceText.place(report, past)))
        .toList();
  }

  void waived() {
    List<List<Finding>> waived = ResultTexts.waivedAlike(report.results());
    if (waived.isEmpty()) {
      return;
    }
    WaivingText.endingSoon(report).forEach(note -> page.block("⚠️ " + prose(note)));
    page.block(
        Markdown.table(
            List.of("Waived", "Where", "Until", "Reason"),
            waived.stream().map(this::waived).toList()));
  }

  private List<String> waived(List<Finding> alike) {
    Finding finding = alike.getFirst();
    Waiving waiving = finding.waiving().orElseThrow();
    return List.of(
        "**" + code(finding.check()) + "** " + prose(finding.title()),
        code(ResultTexts.places(alike, report.domain())),
        prose(WaivingText.term(waiving)),
        prose(waiving.reason()));
  }

  private static String prose(String text) {
    return Escaper.MARKDOWN.escape(text);
  }

  private static String code(String text) {
    return Escaper.MARKDOWN_CODE.escape(text);
  }
}
