package io.github.prosodyprobe.text;

/** Writes untrusted text so that it stays text in one output format. */
@FunctionalInterface
public interface Escaper {

  /**
   * For one line on a terminal: control characters (C0, DEL, C1), line separators, bidirectional
   * controls, invisible characters and lone surrogates become visible {@code \}{@code u{HEX}}
   * escapes; what is longer than {@value #TERMINAL_LIMIT} characters is cut and says so.
   */
  Escaper TERMINAL = raw -> VisibleText.of(raw, Escaper.TERMINAL_LIMIT);

  /** How many characters of one text a terminal gets to see. */
  int TERMINAL_LIMIT = 1_000;

  /**
   * For one line of a document: as on a terminal, but cut after {@value #DOCUMENT_LIMIT} characters
   * only. The formats below begin with this.
   */
  Escaper DOCUMENT = raw -> VisibleText.of(raw, Escaper.DOCUMENT_LIMIT);

  /** How many characters of one text a document gets to have. */
  int DOCUMENT_LIMIT = 16_000;

  /** For text and quoted attributes of HTML and XML; no {@code ]]>} can come out either. */
  Escaper MARKUP =
      raw ->
          DOCUMENT
              .escape(raw)
              .replace("&", "&amp;")
              .replace("<", "&lt;")
              .replace(">", "&gt;")
              .replace("\"", "&quot;")
              .replace("'", "&#39;")
              .replace("`", "&#96;");

  /** For running text of Markdown with GitHub's extensions: no markup, link or mention. */
  Escaper MARKDOWN = raw -> MarkdownText.prose(DOCUMENT.escape(raw));

  /** For a code span in a Markdown table, ticks included; empty for empty text. */
  Escaper MARKDOWN_CODE = raw -> MarkdownText.code(DOCUMENT.escape(raw));

  /** For the message of a GitHub workflow command. */
  Escaper WORKFLOW_MESSAGE = raw -> DOCUMENT.escape(raw).replace("%", "%25");

  /** For a property of a GitHub workflow command. */
  Escaper WORKFLOW_PROPERTY =
      raw -> WORKFLOW_MESSAGE.escape(raw).replace(":", "%3A").replace(",", "%2C");

  /** For the value of a label in the text format of Prometheus, without its quotes. */
  Escaper METRIC_LABEL = raw -> DOCUMENT.escape(raw).replace("\\", "\\\\").replace("\"", "\\\"");

  /** For the line of a monitoring plugin, in which a bar would begin the performance data. */
  Escaper PLUGIN_LINE = raw -> TERMINAL.escape(raw).replace('|', '/');

  /** For one word of a shell's command line, quotes included; nothing else is taken away. */
  Escaper SHELL_WORD = raw -> "'" + raw.replace("'", "'\\''") + "'";

  /** For the path of a relative URI reference (RFC 3986, section 3.3). */
  Escaper URI_PATH = UriPath::of;

  /** The text in this format's notation. */
  String escape(String raw);
}
