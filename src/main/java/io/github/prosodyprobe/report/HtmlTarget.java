package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.policy.State;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes one target of the HTML report: what needs attention, then the pictures, then all. */
final class HtmlTarget {

  private final Markup html;
  private final Judged judged;
  private final Report report;
  private final int number;

  HtmlTarget(Markup html, Judged judged, int number) {
    this.html = html;
    this.judged = judged;
    this.report = judged.report();
    this.number = number;
  }

  /** The name by which a link on the page leads to a target. */
  static String anchor(int number) {
    return "target-" + number;
  }

  void write() {
    html.open("article", "id", anchor(number)).ours("\n");
    header();
    if (report.policy() == null) {
      new HtmlPictures(html, report).certificates();
      report.facts().forEach(this::facts);
    } else {
      failures();
      unknowns();
      new HtmlAccepted(html, report).write();
      HtmlPictures pictures = new HtmlPictures(html, report);
      pictures.offers();
      pictures.certificates();
      judged.history().ifPresent(history -> new HtmlHistory(html, history).write());
      notSeen();
      everything();
    }
    html.end();
  }

  private void header() {
    html.open("header").ours("\n").element("h1", report.run().target());
    if (report.policy() != null) {
      Verdict verdict = judged.verdict();
      html.element("p", symbol(verdict) + verdict.words(), "class", "verdict " + ink(verdict));
      new HtmlPictures(html, report).counts();
    }
    html.element("p", RunText.of(report), "class", "run");
    judged.shortfall().ifPresent(why -> html.element("p", why, "class", "doubtful"));
    html.end();
  }

  private static String symbol(Verdict verdict) {
    return switch (verdict) {
      case COMPLIANT -> "✔ ";
      case NOTHING_NEW -> "– ";
      case NOT_COMPLIANT -> "✘ ";
      case UNDECIDED -> "? ";
    };
  }

  private static String ink(Verdict verdict) {
    return switch (verdict) {
      case COMPLIANT -> "good";
      case NOTHING_NEW -> "doubtful";
      case NOT_COMPLIANT -> "bad";
      case UNDECIDED -> "doubtful";
    };
  }

  private void failures() {
    List<List<Finding>> failures = ResultTexts.failuresAlike(report.results());
    if (failures.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "What is not as expected").ours("\n");
    failures.forEach(this::failure);
    html.end();
  }

  private void failure(List<Finding> alike) {
    Finding finding = alike.getFirst();
    html.open("section", "class", "finding " + finding.severity().word());
    html.element("h3", finding.title());
    html.open("p").element("strong", "✘ " + finding.severity().word()).text(" ");
    html.element("code", finding.check()).end();
    html.open("dl");
    entry("where", ResultTexts.places(alike, report.domain()));
    entry("expected", ResultTexts.expected(finding));
    entry("observed", ResultTexts.observed(finding));
    accepted(finding);
    html.end();
    html.element("p", finding.why());
    finding.fix().forEach(this::fix);
    byHand(finding);
    String sources =
        finding.citations().stream().map(Object::toString).collect(Collectors.joining("; "));
    html.element("p", sources, "class", "run");
    html.end();
  }

  private void accepted(Finding finding) {
    finding.novelty().ifPresent(novelty -> entry("baseline", novelty.word()));
    WaivingText.of(finding, report.run().finished()).ifPresent(text -> entry("waiver", text));
  }

  private void entry(String term, String text) {
    html.element("dt", term).element("dd", text);
  }

  private void fix(String software, String fix) {
    html.element("p", "Put it right in " + software + ":");
    html.element("pre", fix);
  }

  private void byHand(Finding finding) {
    ResultTexts.evidenceIds(finding).stream()
        .map(id -> report.evidence().get(id))
        .filter(Objects::nonNull)
        .filter(evidence -> !evidence.byHand().isEmpty())
        .findFirst()
        .ifPresent(
            evidence -> {
              html.open("details").element("summary", "See it yourself");
              html.element("pre", evidence.byHand()).end();
            });
  }

  private void unknowns() {
    List<List<Finding>> unknowns = ResultTexts.unknownsAlike(report.results());
    if (unknowns.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "What could not be evaluated").ours("\n");
    for (List<Finding> alike : unknowns) {
      html.open("section", "class", "finding unknown");
      html.element("h3", "? " + alike.getFirst().reason());
      html.open("dl");
      entry("where", ResultTexts.places(alike, report.domain()));
      entry("checks", ResultTexts.ids(alike));
      accepted(alike.getFirst());
      html.close().end();
    }
    html.end();
  }

  private void notSeen() {
    List<NotSeen> groups = NotSeen.in(report);
    if (groups.isEmpty()) {
      return;
    }
    html.open("section").element("h2", NotSeen.TITLE).ours("\n").open("ul");
    groups.forEach(group -> html.element("li", group.count() + ": " + group.words()));
    html.close().end();
  }

  private void everything() {
    html.open("section").element("h2", "All checks").ours("\n");
    for (List<Finding> here : ResultTexts.alike(report.results(), Finding::endpoint)) {
      html.open("details");
      String place = here.getFirst().endpoint().named(report.domain());
      int passed = ResultTexts.in(State.PASS, here).size();
      html.element("summary", place + ": " + passed + " of " + here.size() + " passed");
      html.open("ul", "class", "checks");
      here.forEach(this::check);
      html.close().end();
    }
    html.end();
  }

  private void check(Finding finding) {
    html.open("li").element("strong", finding.state().word(), "class", finding.state().word());
    html.text(" ").element("code", finding.check()).text(" " + finding.title());
    html.empty("br").element("span", outcome(finding), "class", "run").end();
  }

  private static String outcome(Finding finding) {
    if (finding.reason() != null) {
      return finding.reason().toString();
    }
    return finding.because().isEmpty() ? ResultTexts.observed(finding) : finding.because();
  }

  private void facts(EndpointFacts facts) {
    html.open("section").element("h2", facts.endpoint().named(report.domain()));
    html.open("dl");
    facts.states().forEach((fact, state) -> entry(fact.name(), ResultTexts.words(fact, state)));
    html.close().end();
  }
}
