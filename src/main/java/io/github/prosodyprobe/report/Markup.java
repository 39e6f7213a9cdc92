package io.github.prosodyprobe.report;

import io.github.prosodyprobe.text.Escaper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/**
 * Writes elements for HTML and XML alike. Names are ours; every text and every value of an
 * attribute is escaped here, whoever wrote it.
 */
final class Markup {

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Starts with a declaration or document type of ours, as it is. */
  Markup(String prologue) {
    out.append(prologue).append('\n');
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Markup open(String element, String... attributes) {
    tag(element, attributes).append('>');
    open.push(element);
    return this;
  }

  /** Closes the element that was opened last. */
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Closes the element that was opened last, and ends the line. */
  Markup end() {
    close();
    out.append('\n');
    return this;
  }

  /** An element with a text. */
  Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** An element that never has content, such as {@code meta}. */
  Markup empty(String element, String... attributes) {
    tag(element, attributes).append("/>");
    return this;
  }

  /** Text, of which line feeds stay line feeds. */
  Markup text(String text) {
    out.append(text.lines().map(Escaper.MARKUP::escape).collect(Collectors.joining("\n")));
    return this;
  }

  /** Content of ours, as it is. */
  Markup ours(String content) {
    out.append(content);
    return this;
  }

  private StringBuilder tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int index = 0; index < attributes.length; index += 2) {
      out.append(' ').append(attributes[index]).append("=\"");
      out.append(Escaper.MARKUP.escape(attributes[index + 1])).append('"');
    }
    return out;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
