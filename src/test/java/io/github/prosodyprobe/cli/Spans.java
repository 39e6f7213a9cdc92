package io.github.prosodyprobe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Writes what holds for nights in a row as one span, such as {@code 1-7:0 8:1}. */
final class Spans {

  private Spans() {}

  /**
   * The spans.
   *
   * @param last the last night; the first is 1
   * @param what what is said of a night; nights of which nothing is said are left out
   */
  static String of(int last, IntFunction<Optional<String>> what) {
    List<String> spans = new ArrayList<>();
    int first = 1;
    while (first <= last) {
      Optional<String> said = what.apply(first);
      int end = first;
      while (end < last && what.apply(end + 1).equals(said)) {
        end++;
      }
      if (said.isPresent()) {
        spans.add((end == first ? "" + first : first + "-" + end) + said.get());
      }
      first = end + 1;
    }
    return String.join(" ", spans);
  }
}
