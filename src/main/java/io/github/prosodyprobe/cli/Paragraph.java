package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.text.Untrusted;

/** Breaks text into lines that fit a terminal. */
final class Paragraph {

  private static final int WIDTH = 80;

  private Paragraph() {}

  /** Appends words, made safe for a terminal, each line with the indent; nothing for no words. */
  static void append(StringBuilder text, String indent, String words) {
    int column = 0;
    for (String word : words.strip().split("\\s+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        text.append('\n');
        column = 0;
      }
      String gap = column == 0 ? indent : " ";
      text.append(gap).append(Untrusted.of(word));
      column += gap.length() + word.length();
    }
    if (column > 0) {
      text.append('\n');
    }
  }
}
