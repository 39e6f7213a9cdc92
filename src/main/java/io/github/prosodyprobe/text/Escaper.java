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

  /** The text in this format's notation. */
  String escape(String raw);
}
