package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.report.Finding.Novelty;
import io.github.prosodyprobe.text.Escaper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders reports as Markdown with tables, as GitHub and GitLab show it: verdict and failures
 * first, the rest folded away. It fits into the summary of a CI step, which takes 1 MiB.
 */
final class MarkdownReport {

  private static final int LIMIT = 900 << 10;

  private final Markdown page = new Markdown(LIMIT);

  private MarkdownReport() {}

  static String of(List<Judged> reports) {
    MarkdownReport markdown = new MarkdownReport();
    reports.forEach(markdown::report);
    return markdown.page.toString();
  }

  private void report(Judged judged) {
    Report report = judged.report();
    boolean looked = report.policy() == null;
    page.block(
        "## "
            + (looked ? "" : symbol(judged.verdict()) + " " + judged.verdict().words() + ": ")
            + Escaper.MARKDOWN.escape(report.run().target()));
    page.block(Escaper.MARKDOWN.escape(RunText.of(report)));
    if (looked) {
      report.facts().forEach(facts -> page.block(facts(report, facts)));
      return;
    }
    judged.shortfall().ifPresent(why -> page.block("**" + Escaper.MARKDOWN.escape(why) + "**"));
    MarkdownAccepted accepted = new MarkdownAccepted(page, report);
    if (AuditPage.suits(report)) {
      accepted.since();
      AuditPage.write(judged, page);
      accepted.waived();
      notSeen(report);
      return;
    }
    failures(report);
    accepted.since();
    unknowns(report);
    accepted.waived();
    notSeen(report);
    everything(report);
  }

  private static String symbol(Verdict verdict) {
    return switch (verdict) {
      case COMPLIANT -> "✅";
      case NOTHING_NEW -> "☑️";
      case NOT_COMPLIANT -> "❌";
      case UNDECIDED -> "❔";
    };
  }

  private void failures(Report report) {
    List<List<Finding>> failures = ResultTexts.failuresAlike(report.results());
    if (failures.isEmpty()) {
      return;
    }
    page.block(
        Markdown.table(
            List.of("Severity", "Check", "Where", "Expected", "Observed"),
            failures.stream().map(alike -> failure(report, alike)).toList()));
    String remedies =
        ResultTexts.alike(failures.stream().map(List::getFirst).toList(), Finding::check).stream()
            .map(alike -> remedy(alike.getFirst()))
            .collect(Collectors.joining("\n\n"));
    page.block(Markdown.details("How to put it right", remedies));
  }

  private static List<String> failure(Report report, List<Finding> alike) {
    Finding finding = alike.getFirst();
    return List.of(
        finding.severity().word(),
        "**"
            + code(finding.check())
            + "** "
            + Escaper.MARKDOWN.escape(finding.title())
            + remark(report, finding),
        code(ResultTexts.places(alike, report.domain())),
        codeLines(ResultTexts.expected(finding)),
        codeLines(ResultTexts.observed(finding)));
  }

  /** What is new, and whose waiver has expired. */
  private static String remark(Report report, Finding finding) {
    return Stream.concat(
            finding.novelty().map(Novelty::word).stream(),
            WaivingText.of(finding, report.run().finished()).stream())
        .map(text -> "<br>" + Escaper.MARKDOWN.escape(text))
        .collect(Collectors.joining());
  }

  private static String remedy(Finding finding) {
    return "**"
        + Escaper.MARKDOWN.escape(finding.check())
        + "**: "
        + Escaper.MARKDOWN.escape(finding.why())
        + finding.fix().values().stream()
            .map(fix -> "\n\n" + Markdown.fenced(fix))
            .collect(Collectors.joining());
  }

  private void unknowns(Report report) {
    List<List<Finding>> unknown = ResultTexts.unknownsAlike(report.results());
    if (!unknown.isEmpty()) {
      page.block(
          Markdown.table(
              List.of("Could not be evaluated", "Where", "Checks"),
              unknown.stream()
                  .map(
                      alike ->
                          List.of(
                              code(String.valueOf(alike.getFirst().reason())),
                              code(ResultTexts.places(alike, report.domain())),
                              code(ResultTexts.ids(alike)) + remark(report, alike.getFirst())))
                  .toList()));
    }
  }

  private void notSeen(Report report) {
    List<NotSeen> groups = NotSeen.in(report);
    if (!groups.isEmpty()) {
      page.block(
          "**"
              + NotSeen.TITLE
              + ":**\n\n"
              + groups.stream()
                  .map(
                      group -> "- " + group.count() + ": " + Escaper.MARKDOWN.escape(group.words()))
                  .collect(Collectors.joining("\n")));
    }
  }

  private void everything(Report report) {
    List<List<String>> rows = new ArrayList<>();
    for (Finding finding : report.results()) {
      rows.add(
          List.of(
              finding.state().word(),
              code(finding.check()),
              code(finding.endpoint().named(report.domain())),
              finding.because().isEmpty()
                  ? codeLines(ResultTexts.observed(finding))
                  : Escaper.MARKDOWN.escape(finding.because())));
    }
    String table = Markdown.table(List.of("State", "Check", "Where", "Observed"), rows);
    page.block(Markdown.details("All checks", table));
  }

  private static String facts(Report report, EndpointFacts facts) {
    List<List<String>> rows = new ArrayList<>();
    facts
        .states()
        .forEach(
            (fact, state) ->
                rows.add(List.of(code(fact.name()), code(ResultTexts.words(fact, state)))));
    return Markdown.details(
        facts.endpoint().named(report.domain()), Markdown.table(List.of("Fact", "Observed"), rows));
  }

  private static String code(String text) {
    return Escaper.MARKDOWN_CODE.escape(text);
  }

  private static String codeLines(String text) {
    return text.lines().map(MarkdownReport::code).collect(Collectors.joining("<br>"));
  }
}
