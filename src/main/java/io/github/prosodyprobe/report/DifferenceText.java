package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Difference.EndpointChange;
import io.github.prosodyprobe.report.Difference.FactChange;
import io.github.prosodyprobe.report.Difference.Kind;
import io.github.prosodyprobe.report.Difference.ResultChange;
import io.github.prosodyprobe.report.TextStyle.Ink;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders the difference between two reports for a terminal: what is worse first. */
public final class DifferenceText {

  private static final int WORD_WIDTH = "changed".length();

  private final Difference difference;
  private final String domain;
  private final TextStyle style;
  private final TextLines lines;

  private DifferenceText(Difference difference, TextStyle style) {
    this.difference = difference;
    this.domain = difference.after().domain();
    this.style = style;
    this.lines = new TextLines(style);
  }

  /** The text, each line ended by LF. */
  public static String of(Difference difference, TextStyle style) {
    return new DifferenceText(difference, style).render();
  }

  private String render() {
    Run before = difference.before().run();
    Run after = difference.after().run();
    lines.column(Ink.STRONG, after.target(), 0);
    lines.add(RunText.time(before.finished()) + " to " + RunText.time(after.finished())).end();
    notes(difference).forEach(note -> lines.add("  note: " + note).end());
    alike().forEach(this::results);
    difference.endpoints().forEach(this::endpoint);
    unseen();
    difference.facts().stream().filter(change -> change.kind() != Kind.UNSEEN).forEach(this::fact);
    lines.add(Ink.STRONG, difference.isEmpty() ? "no difference" : counts()).end();
    return lines.toString();
  }

  /** Why there may be differences that the server has no part in, one sentence each. */
  static List<String> notes(Difference difference) {
    List<String> notes = new ArrayList<>();
    Report before = difference.before();
    Report after = difference.after();
    if (before.policy() != null
        && after.policy() != null
        && !before.policy().equals(after.policy())) {
      notes.add("the policies differ: " + before.policy() + " before, " + after.policy() + " now");
    }
    if (!before.tool().equals(after.tool())) {
      notes.add("made by " + before.tool() + " before, by " + after.tool() + " now");
    }
    if (!before.run().vantage().equals(after.run().vantage())) {
      notes.add(
          "seen from the "
              + before.run().vantage()
              + " vantage before, from the "
              + after.run().vantage()
              + " now");
    }
    if (!before.run().complete()) {
      notes.add("the earlier scan is incomplete");
    }
    if (!after.run().complete()) {
      notes.add("the later scan is incomplete");
    }
    return notes;
  }

  private String counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("worse", count(Kind.WORSE));
    counts.put("unknown", count(Kind.UNKNOWN));
    counts.put("better", count(Kind.BETTER));
    return counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(style.symbols().separator()))
        + style.symbols().separator()
        + facts(difference.facts().size())
        + " changed";
  }

  private static String facts(long count) {
    return count == 1 ? "1 fact" : count + " facts";
  }

  private long count(Kind kind) {
    return difference.results().stream().filter(change -> change.kind() == kind).count();
  }

  /** An outage and its end change every check of a place in the same way; that is said once. */
  private Collection<List<ResultChange>> alike() {
    Map<List<String>, List<ResultChange>> groups = new LinkedHashMap<>();
    for (ResultChange change : difference.results()) {
      Finding finding = change.finding();
      List<String> key =
          switch (change.kind()) {
            case UNKNOWN ->
                List.of(finding.endpoint().named(domain), "", ResultTexts.seen(finding).toString());
            case BETTER -> List.of(finding.endpoint().named(domain), course(change), "");
            default -> List.of(finding.endpoint().named(domain), finding.check(), "");
          };
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(change);
    }
    return groups.values();
  }

  private void results(List<ResultChange> alike) {
    ResultChange first = alike.getFirst();
    if (alike.size() == 1) {
      result(first);
      return;
    }
    headline(first.kind(), first.kind().word());
    lines.column(Ink.STRONG, alike.size() + " checks", 0);
    lines.add(first.kind() == Kind.BETTER ? course(first) : "").end();
    if (first.kind() == Kind.UNKNOWN) {
      lines.labelled("observed", ResultTexts.seen(first.finding()));
    }
    lines.labelled("where", first.finding().endpoint().named(domain));
    lines.labelled(
        "checks",
        alike.stream().map(change -> change.finding().check()).collect(Collectors.joining(", ")));
  }

  private static String course(ResultChange change) {
    String was = change.before().map(State::word).orElse("not checked");
    String is = change.after().map(State::word).orElse("not checked any more");
    return was + " -> " + is;
  }

  private void result(ResultChange change) {
    headline(change.kind(), change.kind().word());
    lines.column(Ink.STRONG, change.finding().check(), 0);
    lines.column(Ink.PLAIN, course(change), 0).add(change.finding().severity().word()).end();
    lines.labelled("where", change.finding().endpoint().named(domain));
    if (change.kind() == Kind.WORSE) {
      lines.labelled("expected", ResultTexts.expected(change.finding()));
    }
    if (change.kind() == Kind.WORSE || change.kind() == Kind.UNKNOWN) {
      lines.labelled("observed", ResultTexts.seen(change.finding()));
    }
  }

  private void endpoint(EndpointChange change) {
    headline(change.kind(), change.kind() == Kind.UNSEEN ? "?" : change.kind().word());
    lines.column(Ink.STRONG, change.endpoint().named(domain), 0);
    lines
        .add(change.kind() == Kind.UNSEEN ? "could not be looked for; it may still be there" : "")
        .end();
  }

  /** One thing that keeps us from looking hides many facts. */
  private void unseen() {
    Map<String, Long> hidden = new LinkedHashMap<>();
    for (FactChange change : difference.facts()) {
      if (change.kind() == Kind.UNSEEN
          && change.after() instanceof FactState.Unobserved(var reason)) {
        hidden.merge(change.endpoint().named(domain) + "\n" + reason.word(), 1L, Long::sum);
      }
    }
    hidden.forEach(
        (where, count) -> {
          List<String> parts = where.lines().toList();
          headline(Kind.UNSEEN, Kind.UNSEEN.word());
          lines.column(Ink.STRONG, parts.getFirst(), 0);
          lines.add(facts(count) + " can no longer be seen: " + parts.getLast()).end();
        });
  }

  private void fact(FactChange change) {
    headline(change.kind(), change.kind().word());
    lines.column(Ink.STRONG, change.fact().name(), 0).add(change.endpoint().named(domain)).end();
    if (change.before() instanceof FactState.Observed(TextSet was, _)
        && change.after() instanceof FactState.Observed(TextSet is, _)) {
      without(is, was).forEach(text -> lines.labelled("+", text.toString()));
      without(was, is).forEach(text -> lines.labelled("-", text.toString()));
      return;
    }
    lines.labelled("was", ResultTexts.words(change.fact(), change.before()));
    lines.labelled("is", ResultTexts.words(change.fact(), change.after()));
  }

  /** The members of one set that the other lacks. */
  static List<Untrusted> without(TextSet one, TextSet other) {
    return one.values().stream().filter(text -> !other.values().contains(text)).toList();
  }

  private void headline(Kind kind, String word) {
    TextStyle.Symbols symbols = style.symbols();
    switch (kind) {
      case WORSE -> lines.add(Ink.BAD, symbols.fail() + " ").column(Ink.BAD, word, WORD_WIDTH);
      case BETTER -> lines.add(Ink.GOOD, symbols.pass() + " ").column(Ink.GOOD, word, WORD_WIDTH);
      case UNKNOWN, UNSEEN ->
          lines.add(Ink.DOUBTFUL, symbols.unknown() + " ").column(Ink.DOUBTFUL, word, WORD_WIDTH);
      case ADDED -> lines.add("+ ").column(Ink.PLAIN, word, WORD_WIDTH);
      case REMOVED -> lines.add("- ").column(Ink.PLAIN, word, WORD_WIDTH);
      case CHANGED, SEEN -> lines.add("~ ").column(Ink.PLAIN, word, WORD_WIDTH);
    }
  }
}
