package io.github.prosodyprobe.report;

/**
 * How text looks where it is read. Colour never says anything that a symbol and a word do not say
 * too.
 *
 * @param colour whether ANSI colours are understood
 * @param symbols which characters can be shown
 */
public record TextStyle(Colour colour, Symbols symbols) {

  /** Whether to colour. */
  public enum Colour {
    ON,
    OFF
  }

  /** The characters that stand for states. */
  public enum Symbols {
    UNICODE("✔", "✘", "?", "–", "·"),
    ASCII("+", "x", "?", "-", "|");

    private final String pass;
    private final String fail;
    private final String unknown;
    private final String none;
    private final String dot;

    Symbols(String pass, String fail, String unknown, String none, String dot) {
      this.pass = pass;
      this.fail = fail;
      this.unknown = unknown;
      this.none = none;
      this.dot = dot;
    }

    String pass() {
      return pass;
    }

    String fail() {
      return fail;
    }

    String unknown() {
      return unknown;
    }

    String none() {
      return none;
    }

    String separator() {
      return " " + dot + " ";
    }
  }

  /** What a piece of text is there for. */
  enum Ink {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    BAD("31"),
    DOUBTFUL("33");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  String paint(Ink ink, String text) {
    if (colour == Colour.OFF || ink.code.isEmpty()) {
      return text;
    }
    return "\u001b[" + ink.code + "m" + text + "\u001b[0m";
  }
}
