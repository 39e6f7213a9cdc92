package io.github.prosodyprobe.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Draws a number that each run of a row has, with its least, its most and its last in words. */
final class HtmlChart {

  private static final int HEIGHT = 20;

  private final Markup html;
  private final List<PastRun> runs;

  HtmlChart(Markup html, List<PastRun> runs) {
    this.html = html;
    this.runs = runs;
  }

  /** A bar for each run; nothing where all of them are of no height. */
  void bars(String title, String ink, Function<PastRun, Integer> number) {
    List<Integer> numbers = runs.stream().map(number).toList();
    int most = numbers.stream().max(Integer::compare).orElse(0);
    if (most == 0) {
      return;
    }
    open(title, numbers.getLast() + " now, " + most + " at most");
    for (int index = 0; index < numbers.size(); index++) {
      double height = (double) HEIGHT * numbers.get(index) / most;
      html.empty(
          "rect",
          "class",
          ink,
          "x",
          decimal(index + 0.1),
          "y",
          decimal(HEIGHT - height),
          "width",
          "0.8",
          "height",
          decimal(height));
    }
    close();
  }

  /** A line through the runs that have the number; nothing where fewer than two have it. */
  void line(String title, Function<PastRun, @Nullable Long> number) {
    StringBuilder path = new StringBuilder();
    List<Long> known = runs.stream().map(number).filter(Objects::nonNull).toList();
    if (known.size() < 2) {
      return;
    }
    long most = Math.max(1, known.stream().max(Long::compare).orElse(0L));
    long least = known.stream().min(Long::compare).orElse(0L);
    open(title, known.getLast() + " now, " + least + " at least, " + most + " at most");
    for (int index = 0; index < runs.size(); index++) {
      Long days = number.apply(runs.get(index));
      if (days != null) {
        double height = (double) HEIGHT * Math.clamp(days, 0, most) / most;
        path.append(path.isEmpty() ? "M" : "L").append(decimal(index + 0.5)).append(' ');
        path.append(decimal(HEIGHT - height));
      }
    }
    html.empty("path", "class", "line", "d", path.toString());
    close();
  }

  private void open(String title, String words) {
    html.open("div", "class", "chart").element("h3", title);
    html.element("p", words, "class", "run");
    html.open(
        "svg",
        "class",
        "plot",
        "viewBox",
        "0 -1 " + runs.size() + " " + (HEIGHT + 2),
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        title + ": " + words);
  }

  private void close() {
    html.close();
    html.open("p", "class", "dates run");
    html.element("span", TrailText.time(runs.getFirst().finished()));
    html.element("span", TrailText.time(runs.getLast().finished()));
    html.close().end();
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
