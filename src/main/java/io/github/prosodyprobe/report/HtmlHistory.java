package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws what a target was like in earlier runs: counts, certificates, and each check that changed.
 */
final class HtmlHistory {

  /** As many as a telephone shows side by side and still apart. */
  private static final int STRIP_RUNS = 30;

  private static final int CHART_RUNS = 90;
  private static final int CELL = 10;

  private final Markup html;
  private final History history;
  private final List<PastRun> charted;

  HtmlHistory(Markup html, History history) {
    this.html = html;
    this.history = history;
    this.charted = history.last(CHART_RUNS);
  }

  /** Writes the section; nothing where there is no run to compare with. */
  void write() {
    if (history.runs().size() < 2) {
      return;
    }
    html.open("section").element("h2", "History").ours("\n");
    String since = TrailText.time(history.runs().getFirst().finished());
    html.element("p", history.runs().size() + " runs since " + since + " UTC", "class", "run");
    html.ours("\n");
    charts();
    strips(history.current());
    html.end();
  }

  private void charts() {
    HtmlChart chart = new HtmlChart(html, charted);
    chart.bars("Failed checks", "fail", run -> run.summary().fail());
    chart.bars("Checks that could not be evaluated", "hollow", run -> run.summary().unknown());
    chart.line(
        "Days left of the certificate that ends first",
        run ->
            run.certificateEnd()
                .map(end -> Duration.between(run.finished(), end).toDays())
                .orElse(null));
  }

  private void strips(List<Trail> trails) {
    List<List<Trail>> changed = TrailText.alike(trails.stream().filter(Trail::changed).toList());
    html.element("h3", "Checks that changed").ours("\n");
    if (changed.isEmpty()) {
      html.element("p", "None: every check was the same in all runs that could look.");
      html.ours("\n");
      return;
    }
    legend();
    Instant left = history.last(STRIP_RUNS).getFirst().finished();
    list(changed.stream().filter(it -> it.getFirst().since().isAfter(left)).toList());
    List<List<Trail>> earlier =
        changed.stream().filter(it -> !it.getFirst().since().isAfter(left)).toList();
    if (!earlier.isEmpty()) {
      html.open("details").element("summary", earlier.size() + " that changed earlier");
      list(earlier);
      html.end();
    }
    long others = trails.stream().filter(it -> !it.changed()).count();
    html.element("p", others + " other results were the same in all runs that could look.");
    html.ours("\n");
  }

  private void list(List<List<Trail>> changed) {
    if (changed.isEmpty()) {
      return;
    }
    html.open("ul", "class", "trails").ours("\n");
    changed.forEach(this::trail);
    html.end();
  }

  private void legend() {
    html.open("p", "class", "legend");
    for (State state : HtmlPictures.COUNTED) {
      html.open("span");
      html.open("svg", "class", "cell", "viewBox", "-3 -3 16 16", "aria-hidden", "true");
      cell(state, 0);
      html.close().text(" " + word(state)).close().text(" ");
    }
    html.text("A gap is a run without a result. The oldest of the last ");
    html.text(Math.min(STRIP_RUNS, history.runs().size()) + " runs is on the left.").end();
  }

  private void trail(List<Trail> alike) {
    Trail trail = alike.getFirst();
    List<@Nullable State> marks = trail.last(STRIP_RUNS);
    html.open("li").element("code", trail.subject().check());
    html.text(" " + TrailText.of(trail));
    String words = marks.stream().map(HtmlHistory::word).collect(Collectors.joining(", "));
    int width = marks.size() * CELL;
    html.open(
        "svg",
        "class",
        "strip",
        "viewBox",
        "0 0 " + width + " " + CELL,
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(CELL),
        "role",
        "img",
        "aria-label",
        words);
    for (int index = 0; index < marks.size(); index++) {
      cell(marks.get(index), index * CELL);
    }
    html.close();
    html.element("span", TrailText.places(alike), "class", "run").end();
  }

  /** Heights and shapes differ, for those who see no colours. */
  private void cell(@Nullable State state, int left) {
    switch (state) {
      case PASS -> rectangle("pass", left, 6, 4);
      case FAIL -> {
        rectangle("fail", left, 0, CELL);
        String cross = "M%1$d 2L%2$d 8M%2$d 2L%1$d 8".formatted(left + 2, left + 7);
        html.empty("path", "class", "cross thin", "d", cross);
      }
      case UNKNOWN -> rectangle("hollow", left, 1, 8);
      case WAIVED -> rectangle("waived", left, 0, CELL);
      case NOT_APPLICABLE, INFO -> rectangle("waived", left, 9, 1);
      case null -> {}
    }
  }

  private void rectangle(String ink, int left, int top, int height) {
    html.empty(
        "rect",
        "class",
        ink,
        "x",
        Integer.toString(left),
        "y",
        Integer.toString(top),
        "width",
        Integer.toString(CELL - 1),
        "height",
        Integer.toString(height));
  }

  private static String word(@Nullable State state) {
    return state == null ? "no result" : state.word();
  }
}
