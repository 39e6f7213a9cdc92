package io.github.prosodyprobe.report;

import io.github.prosodyprobe.report.TextStyle.Ink;
import io.github.prosodyprobe.text.Escaper;
import java.util.Iterator;

/**
 * Collects lines for a terminal. Every piece of text is made safe here, before it is coloured: a
 * policy or a saved report can come from a stranger just as well as a banner.
 */
final class TextLines {

  private static final int LABEL_WIDTH = 10;
  private static final String INDENT = "    ";

  private final TextStyle style;
  private final StringBuilder text = new StringBuilder();

  TextLines(TextStyle style) {
    this.style = style;
  }

  TextLines add(String piece) {
    return add(Ink.PLAIN, piece);
  }

  TextLines add(Ink ink, String piece) {
    text.append(style.paint(ink, Escaper.TERMINAL.escape(piece)));
    return this;
  }

  /** Adds a piece and fills up with spaces. */
  TextLines column(Ink ink, String piece, int width) {
    add(ink, piece);
    text.repeat(' ', Math.max(0, width - piece.length()) + 2);
    return this;
  }

  TextLines end() {
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == ' ') {
      length--;
    }
    text.setLength(length);
    text.append('\n');
    return this;
  }

  /** Adds a labelled line below a headline; more lines of the content follow under the first. */
  void labelled(String label, String content) {
    Iterator<String> lines = content.lines().iterator();
    text.append(INDENT).append(label).repeat(' ', LABEL_WIDTH - label.length());
    add(lines.hasNext() ? lines.next() : "").end();
    while (lines.hasNext()) {
      text.append(INDENT).repeat(' ', LABEL_WIDTH);
      add(lines.next()).end();
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
