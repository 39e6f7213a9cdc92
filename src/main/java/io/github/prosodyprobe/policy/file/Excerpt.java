package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.text.Untrusted;
import java.util.Optional;

/** Shows the place of a problem: the source line, and a caret below. */
final class Excerpt {

  /** Code points shown on each side of the place. */
  private static final int REACH = 60;

  private Excerpt() {}

  /** Two lines, safe on a terminal; empty where the text has no such line. */
  static String of(String text, int line, int column) {
    Optional<String> source = text.lines().skip(line - 1L).findFirst();
    if (source.isEmpty()) {
      return "";
    }
    int[] codePoints = source.get().codePoints().toArray();
    int place = Math.clamp(column - 1, 0, codePoints.length);
    int start = Math.max(0, place - REACH);
    int end = Math.min(codePoints.length, place + REACH);
    String before = visible(new String(codePoints, start, place - start));
    String after = visible(new String(codePoints, place, end - place));
    return before + after + "\n" + " ".repeat(before.length()) + "^";
  }

  private static String visible(String part) {
    return Untrusted.of(part.replace('\t', ' ')).toString();
  }
}
