package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.TextStyle.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Renders a judged report for a terminal: what is wrong first, the verdict last. */
public final class TextReport {

  /** How much to say. */
  public enum Detail {
    /** The verdict, with the target and the checks that brought it about. */
    VERDICT,
    /** What needs attention. */
    ATTENTION,
    /** Passed checks too, and the exchanges behind the failures. */
    EVERYTHING
  }

  private final Report report;
  private final Verdict verdict;
  private final TextStyle style;
  private final Detail detail;
  private final TextLines lines;

  private TextReport(Report report, Verdict verdict, TextStyle style, Detail detail) {
    this.report = report;
    this.verdict = verdict;
    this.style = style;
    this.detail = detail;
    this.lines = new TextLines(style);
  }

  /** The text, each line ended by LF. */
  public static String of(Report report, Verdict verdict, TextStyle style, Detail detail) {
    return new TextReport(report, verdict, style, detail).render();
  }

  private String render() {
    if (detail == Detail.VERDICT) {
      return quiet();
    }
    header();
    report.facts().forEach(this::endpoint);
    lines.end();
    new TextFindings(report, style, detail, lines).write();
    notSeen();
    verdict();
    return lines.toString();
  }

  private String quiet() {
    lines.add(ink(), verdict.words()).add(" " + report.run().target());
    List<String> causes = new ArrayList<>();
    List<Finding> failed = ResultTexts.in(State.FAIL, report.results());
    for (Severity severity : Severity.values()) {
      cause(
          severity.word(),
          failed.stream().filter(result -> result.severity() == severity).toList(),
          causes);
    }
    List<Finding> unknown =
        ResultTexts.in(State.UNKNOWN, report.results()).stream()
            .filter(result -> !result.isDeclined())
            .toList();
    cause(State.UNKNOWN.word(), unknown, causes);
    report.declined().ifPresent(reason -> causes.add("not looked at: " + reason.detail()));
    if (!report.run().complete()) {
      causes.add("the scan is incomplete");
    }
    String colon = causes.isEmpty() ? "" : ": ";
    return lines.add(colon + String.join("; ", causes)).end().toString();
  }

  private static void cause(String word, List<Finding> results, List<String> causes) {
    if (!results.isEmpty()) {
      causes.add(word + " " + ResultTexts.ids(results));
    }
  }

  private void header() {
    Run run = report.run();
    lines.column(Ink.STRONG, run.target(), 0);
    if (report.policy() != null) {
      lines.column(Ink.PLAIN, "policy " + report.policy(), 0);
    }
    lines.column(Ink.PLAIN, run.vantage() + " vantage", 0);
    lines
        .add(
            run.connections().used()
                + (run.connections().used() == 1 ? " connection" : " connections"))
        .end();
  }

  private void endpoint(EndpointFacts facts) {
    Endpoint endpoint = facts.endpoint();
    List<Finding> here =
        report.results().stream().filter(result -> result.endpoint().equals(endpoint)).toList();
    if (here.isEmpty()) {
      return;
    }
    boolean failed = !ResultTexts.in(State.FAIL, here).isEmpty();
    boolean unknown = !ResultTexts.in(State.UNKNOWN, here).isEmpty();
    TextStyle.Symbols symbols = style.symbols();
    lines.add("  ");
    if (failed) {
      lines.add(Ink.BAD, symbols.fail());
    } else if (unknown) {
      lines.add(Ink.DOUBTFUL, symbols.unknown());
    } else if (ResultTexts.in(State.PASS, here).isEmpty()) {
      lines.add(Ink.FAINT, symbols.none());
    } else {
      lines.add(Ink.GOOD, symbols.pass());
    }
    lines.add(" ").column(Ink.PLAIN, endpoint.listener().word(), "c2s-direct".length());
    lines
        .column(Ink.PLAIN, endpoint.shownAddress(report.domain()), widestAddress())
        .add(counts(here))
        .end();
  }

  private int widestAddress() {
    return report.facts().stream()
        .mapToInt(facts -> facts.endpoint().shownAddress(report.domain()).length())
        .max()
        .orElse(0);
  }

  private void notSeen() {
    List<NotSeen> groups = NotSeen.in(report);
    if (groups.isEmpty()) {
      return;
    }
    lines.add(NotSeen.TITLE + ":").end();
    int widest = groups.stream().mapToInt(group -> group.count().length()).max().orElseThrow();
    for (NotSeen group : groups) {
      lines.add("  ").column(Ink.PLAIN, group.count(), widest).add(group.words()).end();
    }
    lines.end();
  }

  private void verdict() {
    Run run = report.run();
    lines.column(ink(), verdict.words(), 0).column(Ink.STRONG, run.target(), 0);
    lines.add(report.results().isEmpty() ? "no check was evaluated" : counts(report.results()));
    if (!run.complete()) {
      lines.add(style.symbols().separator());
      lines.add(Ink.DOUBTFUL, run.interrupted() ? "interrupted" : "incomplete");
    }
    double seconds = run.duration().toMillis() / 1_000.0;
    lines.add(style.symbols().separator() + String.format(Locale.ROOT, "%.1f s", seconds)).end();
  }

  private Ink ink() {
    return switch (verdict) {
      case COMPLIANT -> Ink.GOOD;
      case NOTHING_NEW -> Ink.DOUBTFUL;
      case NOT_COMPLIANT -> Ink.BAD;
      case UNDECIDED -> Ink.DOUBTFUL;
    };
  }

  /** Counts, without the states that nothing is in, except that zero passed is worth a word. */
  private String counts(List<Finding> results) {
    Set<State> counted = results.stream().map(Finding::state).collect(Collectors.toSet());
    List<String> words = new ArrayList<>();
    if (!results.isEmpty()) {
      words.add(ResultTexts.in(State.PASS, results).size() + " passed");
    }
    if (counted.contains(State.FAIL)) {
      words.add(ResultTexts.failures(results));
    }
    for (State state : List.of(State.UNKNOWN, State.WAIVED, State.NOT_APPLICABLE, State.INFO)) {
      if (counted.contains(state)) {
        words.add(ResultTexts.in(state, results).size() + " " + state.word().replace('-', ' '));
      }
    }
    return String.join(style.symbols().separator(), words);
  }
}
