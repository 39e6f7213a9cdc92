package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.PastRun.Course;
import io.github.prosodyprobe.report.TextStyle.Ink;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders the history of a target for a person at a terminal: the runs, then the checks. */
public final class HistoryText {

  private static final int TIME_WIDTH = 16;
  private static final int VERDICT_WIDTH = 26;
  private static final int COUNT_WIDTH = 7;
  private static final int VANTAGE_WIDTH = 8;

  private final History history;
  private final TextStyle style;
  private final int limit;
  private final TextLines lines;

  private HistoryText(History history, TextStyle style, int limit) {
    this.history = history;
    this.style = style;
    this.limit = limit;
    this.lines = new TextLines(style);
  }

  /**
   * The text, each line ended by LF.
   *
   * @param limit how many runs to show, at least 1
   */
  public static String of(History history, TextStyle style, int limit) {
    HistoryText text = new HistoryText(history, style, limit);
    text.runs();
    text.checks(history.current());
    return text.lines.toString();
  }

  /** The same of one check, in each place where it ever had a result. */
  public static String of(History history, TextStyle style, int limit, String check) {
    HistoryText text = new HistoryText(history, style, limit);
    text.runs();
    text.lines.end();
    List<Trail> trails =
        history.trails().stream().filter(it -> it.subject().check().equals(check)).toList();
    TrailText.alike(trails).forEach(text::trail);
    text.legend();
    return text.lines.toString();
  }

  private void runs() {
    List<PastRun> shown = history.last(limit);
    int all = history.runs().size();
    lines.add(Ink.STRONG, history.target());
    lines.add("  " + all + (all == 1 ? " run, " : " runs since "));
    lines.add(TrailText.time(history.runs().getFirst().finished()) + " UTC");
    lines.add(shown.size() < all ? "; the last " + shown.size() + ":" : "").end().end();
    lines.column(Ink.FAINT, "run", COUNT_WIDTH).column(Ink.FAINT, "finished", TIME_WIDTH);
    lines.column(Ink.FAINT, "verdict", VERDICT_WIDTH);
    for (String title : List.of("pass", "fail", "unknown", "waived")) {
      lines.column(Ink.FAINT, title, COUNT_WIDTH);
    }
    lines.column(Ink.FAINT, "vantage", VANTAGE_WIDTH).add(Ink.FAINT, "policy").end();
    @Nullable PastRun earlier = null;
    for (PastRun run : shown) {
      run(run, earlier);
      earlier = run;
    }
  }

  private void run(PastRun run, @Nullable PastRun earlier) {
    lines.column(Ink.PLAIN, Long.toString(run.number()), COUNT_WIDTH);
    lines.column(Ink.PLAIN, TrailText.time(run.finished()), TIME_WIDTH);
    lines.column(ink(run.verdict()), verdict(run), VERDICT_WIDTH);
    Summary counts = run.summary();
    for (int count : List.of(counts.pass(), counts.fail(), counts.unknown(), counts.waived())) {
      lines.column(Ink.PLAIN, Integer.toString(count), COUNT_WIDTH);
    }
    lines.column(Ink.PLAIN, run.vantage(), VANTAGE_WIDTH).add(run.policy().toString());
    boolean changed = earlier != null && !earlier.policy().sha256().equals(run.policy().sha256());
    lines.add(Ink.DOUBTFUL, changed ? " (another than before)" : "").end();
  }

  private static String verdict(PastRun run) {
    return run.course() == Course.COMPLETE
        ? run.verdict().words()
        : run.verdict().words() + ", " + run.course().name().toLowerCase(Locale.ROOT);
  }

  private static Ink ink(Verdict verdict) {
    return switch (verdict) {
      case COMPLIANT -> Ink.GOOD;
      case NOTHING_NEW -> Ink.DOUBTFUL;
      case NOT_COMPLIANT -> Ink.BAD;
      case UNDECIDED -> Ink.DOUBTFUL;
    };
  }

  private void checks(List<Trail> trails) {
    List<Trail> changed = trails.stream().filter(Trail::changed).toList();
    lines.end();
    if (changed.isEmpty()) {
      lines.add("No check has changed.").end();
    } else {
      lines.add(Ink.STRONG, "What changed, the latest change first").end().end();
      TrailText.alike(changed).forEach(this::trail);
      legend();
    }
    Map<State, List<Trail>> unchanged =
        trails.stream()
            .filter(it -> !it.changed())
            .collect(Collectors.groupingBy(Trail::state, TreeMap::new, Collectors.toList()));
    if (!unchanged.isEmpty()) {
      lines.end().add(Ink.STRONG, "What was the same in all runs that could look").end().end();
      unchanged.forEach(this::unchanged);
    }
  }

  private void trail(List<Trail> alike) {
    Trail trail = alike.getFirst();
    for (State state : trail.last(limit)) {
      lines.add(StateMarks.ink(state), StateMarks.of(state, style.symbols()));
    }
    lines.add("  ").column(Ink.STRONG, trail.subject().check(), 0);
    lines.add(StateMarks.ink(trail.now()), TrailText.of(trail)).end();
    lines.labelled("where", TrailText.places(alike) + fromWhere(trail));
  }

  /** Most histories know one vantage only. */
  private String fromWhere(Trail trail) {
    boolean one = history.runs().stream().map(PastRun::vantage).distinct().count() == 1;
    return one ? "" : ", " + trail.vantage() + " vantage";
  }

  private void legend() {
    lines.end().add(Ink.FAINT, "The oldest run is on the left; " + StateMarks.LEGEND + ".").end();
  }

  private void unchanged(State state, List<Trail> trails) {
    String checks =
        trails.stream()
            .map(trail -> trail.subject().check())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    lines.add(StateMarks.ink(state), StateMarks.of(state, style.symbols()) + " ");
    lines.column(StateMarks.ink(state), state.word(), 0).add(checks).end();
  }
}
