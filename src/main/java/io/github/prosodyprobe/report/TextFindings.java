package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.TextStyle.Ink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes what a judged report found, result by result: failures first, worst first. */
final class TextFindings {

  private static final int MOST_NAMED = 12;
  private static final int FIRST_NAMED = 6;

  private final Report report;
  private final TextStyle style;
  private final Detail detail;
  private final TextLines lines;
  private final Map<String, String> commandShownFor = new HashMap<>();

  TextFindings(Report report, TextStyle style, Detail detail, TextLines lines) {
    this.report = report;
    this.style = style;
    this.detail = detail;
    this.lines = lines;
  }

  void write() {
    ResultTexts.failuresAlike(report.results()).forEach(this::failure);
    ResultTexts.unknownsAlike(report.results()).forEach(this::unknown);
    new TextAccepted(report, style, detail, lines).write();
    if (detail == Detail.EVERYTHING) {
      for (State state : List.of(State.INFO, State.NOT_APPLICABLE, State.PASS)) {
        ResultTexts.in(state, report.results()).forEach(this::oneLine);
      }
    }
  }

  private void failure(List<Finding> alike) {
    Finding result = alike.getFirst();
    Severity severity = result.severity();
    Ink ink = severity == Severity.CRITICAL ? Ink.BAD : Ink.DOUBTFUL;
    headline(ink, style.symbols().fail(), severity.word(), result);
    lines.labelled("where", ResultTexts.places(alike, report.domain()));
    lines.labelled("expected", ResultTexts.expected(result));
    lines.labelled("observed", ResultTexts.observed(result));
    accepted(result);
    result.fix().forEach((software, fix) -> lines.labelled("fix", fix));
    List<Evidence> evidence = evidence(result);
    evidence.stream()
        .map(Evidence::byHand)
        .filter(command -> !command.isEmpty())
        .findFirst()
        .ifPresent(command -> lines.labelled("see it", onlyOnce(command, result.check())));
    lines.labelled("explain", "prosody-probe explain " + result.check());
    if (detail == Detail.EVERYTHING) {
      for (Evidence shown : evidence) {
        String exchange =
            shown.lines().stream().map(Object::toString).collect(Collectors.joining("\n"));
        lines.labelled("evidence", shown.id() + "\n" + exchange);
      }
    }
    lines.end();
  }

  private void accepted(Finding result) {
    result.novelty().ifPresent(novelty -> lines.labelled("baseline", novelty.word()));
    WaivingText.of(result, report.run().finished())
        .ifPresent(expired -> lines.labelled("waiver", expired));
  }

  /** Several checks may rest on one exchange; its command is long enough to be read once. */
  private String onlyOnce(String command, String check) {
    String shownFor = commandShownFor.putIfAbsent(command, check);
    return shownFor == null ? command : "the same command as for " + shownFor;
  }

  private List<Evidence> evidence(Finding result) {
    return ResultTexts.evidenceIds(result).stream()
        .map(id -> report.evidence().get(id))
        .filter(Objects::nonNull)
        .toList();
  }

  private void unknown(List<Finding> alike) {
    lines.add(Ink.DOUBTFUL, style.symbols().unknown() + " ");
    lines.column(Ink.DOUBTFUL, State.UNKNOWN.word(), 0);
    lines.add(String.valueOf(alike.getFirst().reason())).end();
    lines.labelled("where", ResultTexts.places(alike, report.domain()));
    lines.labelled("checks", checks(alike));
    accepted(alike.getFirst());
    lines.end();
  }

  /** An outage leaves all checks open, and nobody reads all their names to learn of it. */
  private String checks(List<Finding> alike) {
    List<String> ids = alike.stream().map(Finding::check).distinct().toList();
    return detail == Detail.EVERYTHING || ids.size() <= MOST_NAMED
        ? String.join(", ", ids)
        : String.join(", ", ids.subList(0, FIRST_NAMED))
            + " and "
            + (ids.size() - FIRST_NAMED)
            + " more, which -v names";
  }

  private void oneLine(Finding result) {
    boolean passed = result.state() == State.PASS;
    String symbol = passed ? style.symbols().pass() : style.symbols().none();
    headline(passed ? Ink.GOOD : Ink.FAINT, symbol, result.state().word(), result);
    lines.labelled("where", result.endpoint().named(report.domain()));
    if (!result.compared().isEmpty()) {
      lines.labelled("observed", ResultTexts.observed(result));
    }
    if (!result.because().isEmpty()) {
      lines.labelled("because", result.because());
    }
  }

  private void headline(Ink ink, String symbol, String word, Finding result) {
    lines.add(ink, symbol + " ").column(ink, word, "suggestion".length());
    lines.column(Ink.STRONG, result.check(), 0).add(result.title()).end();
  }
}
