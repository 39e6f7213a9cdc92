package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.ConfigFacts;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.text.Escaper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a scan that was given the server's configuration file in the form of an audit: finding by
 * finding what is declared, what is live and how to put it right, then a summary and an overall
 * assessment. Opens nothing.
 */
final class AuditPage {

  private final Report report;
  private final Markdown page;

  private AuditPage(Report report, Markdown page) {
    this.report = report;
    this.page = page;
  }

  /** Whether a report has a configuration file in it. */
  static boolean suits(Report report) {
    return config(report).findAny().isPresent();
  }

  /** Adds the audit to a page. */
  static void write(Judged judged, Markdown page) {
    AuditPage audit = new AuditPage(judged.report(), page);
    audit.findings();
    audit.summary();
    audit.assessment(judged);
  }

  private static Stream<EndpointFacts> config(Report report) {
    return report.facts().stream().filter(facts -> facts.endpoint().listener() == Listener.CONFIG);
  }

  private void findings() {
    page.block("### Findings");
    ResultTexts.failuresAlike(report.results()).forEach(this::failure);
    ResultTexts.unknownsAlike(report.results()).forEach(this::unknown);
    in(State.PASS).forEach(alike -> line("🟢 OK", alike, ResultTexts.observed(alike.getFirst())));
    in(State.NOT_APPLICABLE)
        .forEach(alike -> line("⚪ NOT APPLICABLE", alike, alike.getFirst().because()));
  }

  private List<List<Finding>> in(State state) {
    return ResultTexts.alike(ResultTexts.in(state, report.results()), Finding::check);
  }

  private void failure(List<Finding> alike) {
    Finding finding = alike.getFirst();
    page.block(
        "#### "
            + sign(finding.severity())
            + " — "
            + Escaper.MARKDOWN.escape(finding.title())
            + " ("
            + code(finding.check())
            + ")");
    page.block(Escaper.MARKDOWN.escape(finding.why()));
    String declared = declared(finding);
    if (!declared.isEmpty()) {
      page.block("**Declared:**\n\n" + Markdown.fenced(declared));
    }
    page.block(
        "**"
            + (isOfFile(finding) ? "Found" : "Live")
            + ":** "
            + code(ResultTexts.places(alike, report.domain()))
            + "\n\n"
            + Markdown.fenced(ResultTexts.observed(finding)));
    finding.fix().values().forEach(fix -> page.block("**Fix:**\n\n" + Markdown.fenced(fix)));
  }

  private void unknown(List<Finding> alike) {
    page.block(
        "#### ❔ UNKNOWN — "
            + alike.stream()
                .map(Finding::check)
                .distinct()
                .map(AuditPage::code)
                .collect(Collectors.joining(", ")));
    page.block(Escaper.MARKDOWN.escape(String.valueOf(alike.getFirst().reason())));
  }

  private void line(String sign, List<Finding> alike, String words) {
    Finding finding = alike.getFirst();
    page.block(
        "- "
            + sign
            + " — "
            + Escaper.MARKDOWN.escape(finding.title())
            + " ("
            + code(finding.check())
            + ", "
            + code(ResultTexts.places(alike, report.domain()))
            + ", "
            + (isOfFile(finding) ? "by the file alone" : "live")
            + "): "
            + code(words.lines().findFirst().orElse("")));
  }

  private static boolean isOfFile(Finding finding) {
    return finding.endpoint().listener() == Listener.CONFIG;
  }

  /** The lines of the file behind a finding: its own evidence, or what was compared with it. */
  private String declared(Finding finding) {
    Stream<String> lines =
        isOfFile(finding)
            ? ResultTexts.evidenceIds(finding).stream()
                .map(id -> report.evidence().get(id))
                .filter(Objects::nonNull)
                .map(Evidence::lines)
                .flatMap(List::stream)
                .map(Object::toString)
            : compared(finding);
    return lines.collect(Collectors.joining("\n"));
  }

  private Stream<String> compared(Finding finding) {
    List<String> facts =
        ResultTexts.relevant(finding).stream()
            .map(it -> finding.endpoint() + " has " + it.fact().name() + " = ")
            .toList();
    return Stream.of(ConfigFacts.DIFFERS_FROM_LIVE, ConfigFacts.SAME_AS_LIVE)
        .flatMap(fact -> config(report).map(endpoint -> endpoint.state(fact)))
        .filter(FactState.Observed.class::isInstance)
        .flatMap(state -> ((TextSet) ((FactState.Observed) state).value()).values().stream())
        .map(Object::toString)
        .filter(text -> facts.stream().anyMatch(text::contains));
  }

  private void summary() {
    List<List<String>> rows = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      List<Finding> failed =
          ResultTexts.failuresAlike(report.results()).stream()
              .map(List::getFirst)
              .filter(finding -> finding.severity() == severity)
              .toList();
      rows.add(row(sign(severity), failed));
    }
    rows.add(row("❔ UNKNOWN", firsts(State.UNKNOWN)));
    rows.add(row("🟢 OK", firsts(State.PASS)));
    page.block("### Summary");
    page.block(Markdown.table(List.of("Severity", "Count", "Checks"), rows));
  }

  private List<Finding> firsts(State state) {
    return in(state).stream().map(List::getFirst).toList();
  }

  private static List<String> row(String sign, List<Finding> findings) {
    List<String> checks = findings.stream().map(Finding::check).distinct().toList();
    return List.of(
        sign,
        Integer.toString(checks.size()),
        checks.stream().map(AuditPage::code).collect(Collectors.joining(", ")));
  }

  private void assessment(Judged judged) {
    page.block("### Overall assessment");
    boolean alone =
        report.facts().stream().allMatch(facts -> facts.endpoint().listener() == Listener.CONFIG);
    page.block(
        judged.verdict().words()
            + ". "
            + (alone
                ? "Only the file was judged: what the running server does was not looked at."
                : "What is said of listeners was seen on the running server; what is said of the"
                    + " file alone is what it declares."));
  }

  private static String sign(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "🔴 CRITICAL";
      case WARNING -> "🟡 WARNING";
      case SUGGESTION -> "💡 SUGGESTION";
    };
  }

  private static String code(String text) {
    return Escaper.MARKDOWN_CODE.escape(text);
  }
}
