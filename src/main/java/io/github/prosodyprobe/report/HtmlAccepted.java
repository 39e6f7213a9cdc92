package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.Waiving;
import java.util.List;

/**
 * Writes the parts of the HTML report about what is accepted: waivers, and the baseline.
 *
 * @param html the page
 * @param report the report on one target
 */
record HtmlAccepted(Markup html, Report report) {

  void write() {
    report.since().ifPresent(this::since);
    waived();
  }

  private void since(Since since) {
    html.open("section").element("h2", "Since the baseline").ours("\n");
    html.element("p", SinceText.headline(report, since));
    SinceText.notes(report).forEach(note -> html.element("p", note, "class", "doubtful"));
    past("✔ mended", "good", since.mended());
    past("? not met any more", "doubtful", since.gone());
    html.end();
  }

  private void past(String words, String ink, List<Since.Past> failures) {
    if (failures.isEmpty()) {
      return;
    }
    html.open("ul", "class", "checks");
    for (Since.Past past : failures) {
      html.open("li").element("strong", words, "class", ink).text(" ");
      html.element("code", past.check()).text(" " + past.title());
      html.empty("br").element("span", SinceText.place(report, past), "class", "run").end();
    }
    html.end();
  }

  private void waived() {
    List<List<Finding>> waived = ResultTexts.waivedAlike(report.results());
    if (waived.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "What is accepted").ours("\n");
    WaivingText.endingSoon(report).forEach(note -> html.element("p", note, "class", "doubtful"));
    for (List<Finding> alike : waived) {
      Finding finding = alike.getFirst();
      Waiving waiving = finding.waiving().orElseThrow();
      html.open("section", "class", "finding suggestion").element("h3", finding.title());
      html.open("p").text("– waived ").element("code", finding.check());
      html.text(" " + WaivingText.term(waiving)).end();
      html.open("dl");
      html.element("dt", "where");
      html.element("dd", ResultTexts.places(alike, report.domain()));
      html.element("dt", "reason").element("dd", waiving.reason());
      html.element("dt", "observed").element("dd", ResultTexts.seen(finding));
      html.close().end();
    }
    html.end();
  }
}
