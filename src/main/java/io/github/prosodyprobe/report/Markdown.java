package io.github.prosodyprobe.report;

import io.github.prosodyprobe.text.Escaper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Collects blocks of Markdown until there is no more room. */
final class Markdown {

  private final StringBuilder text = new StringBuilder();
  private final int limit;
  private int octets;
  private boolean full;

  /** A page of this many octets at the most, but for the sentence that says that it is full. */
  Markdown(int limit) {
    this.limit = limit;
  }

  /** Adds a whole block, or none of it when there is no room. */
  Markdown block(String block) {
    int length = block.getBytes(StandardCharsets.UTF_8).length + 2;
    if (full || octets + length > limit) {
      full = true;
      return this;
    }
    octets += length;
    text.append(block).append("\n\n");
    return this;
  }

  /** What folds out of a line; blank lines make its content Markdown again. */
  static String details(String summary, String content) {
    return "<details><summary>"
        + Escaper.MARKDOWN.escape(summary)
        + "</summary>\n\n"
        + content
        + "\n\n</details>";
  }

  /** A table whose cells are Markdown already. */
  static String table(List<String> titles, List<List<String>> rows) {
    String rule = titles.stream().map(_ -> "---").collect(Collectors.joining(" | ", "| ", " |"));
    return row(titles)
        + "\n"
        + rule
        + rows.stream().map(it -> "\n" + row(it)).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Lines as they are, in a block whose fence is longer than any run of ticks in them. */
  static String fenced(String lines) {
    String content = lines.lines().map(Escaper.DOCUMENT::escape).collect(Collectors.joining("\n"));
    int longest = 2;
    int run = 0;
    for (int index = 0; index < content.length(); index++) {
      run = content.charAt(index) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    char[] ticks = new char[longest + 1];
    Arrays.fill(ticks, '`');
    String fence = new String(ticks);
    return fence + "\n" + content + "\n" + fence;
  }

  @Override
  public String toString() {
    String note = full ? "_The rest is left out: the page is full._\n\n" : "";
    return (text + note).stripTrailing() + "\n";
  }
}
