package io.github.prosodyprobe.text;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes text for Markdown (CommonMark 0.31 with GitHub's tables, links and mentions). */
final class MarkdownText {

  /** Whatever could begin markup somewhere; a backslash before any of them is taken away again. */
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+!|~&$=]");

  /** GitHub makes links and mentions of these without any markup, even behind a backslash. */
  private static final Pattern BARE_LINK = Pattern.compile("(?i)(://|www(?=\\.)|@)");

  /** Keeps apart what stands before and behind it, and is not shown. */
  private static final String NOTHING = "<!-- -->";

  private static final Pattern TICKS = Pattern.compile("`+");

  private MarkdownText() {}

  static String prose(String text) {
    StringBuilder prose = new StringBuilder();
    Matcher links = BARE_LINK.matcher(text);
    int from = 0;
    while (links.find()) {
      int middle = links.group().equals("://") ? links.start() + 1 : links.end();
      prose.append(escaped(text.substring(from, middle))).append(NOTHING);
      from = middle;
    }
    return prose.append(escaped(text.substring(from))).toString();
  }

  private static String escaped(String text) {
    return MARKUP.matcher(text).replaceAll("\\\\$0");
  }

  /** The fence is longer than any run of ticks within (CommonMark 0.31, section 6.1). */
  static String code(String text) {
    if (text.isEmpty()) {
      return "";
    }
    int longest = TICKS.matcher(text).results().mapToInt(it -> it.group().length()).max().orElse(0);
    char[] fence = new char[longest + 1];
    Arrays.fill(fence, '`');
    String ticks = new String(fence);
    // A tick at the edge would lengthen the fence, and a space at both would be taken away.
    boolean apart = text.startsWith("`") || text.endsWith("`") || text.startsWith(" ");
    String edge = apart ? " " : "";
    return ticks + edge + text.replace("|", "\\|") + edge + ticks;
  }
}
