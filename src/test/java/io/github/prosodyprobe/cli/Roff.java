package io.github.prosodyprobe.cli;

import java.util.List;

/** Text for {@code man}: macros on lines of their own, and what the reader is to see escaped. */
final class Roff {

  private final StringBuilder text = new StringBuilder();

  /** A request of the macro package "man" with quoted arguments. */
  Roff macro(String name, String... arguments) {
    text.append('.').append(name);
    for (String argument : arguments) {
      text.append(" \"").append(escape(argument).replace("\"", "\\(dq")).append('"');
    }
    text.append('\n');
    return this;
  }

  /** A request of the formatter itself, which knows no quoted arguments. */
  Roff request(String words) {
    text.append('.').append(words).append('\n');
    return this;
  }

  /** A line of running text. */
  Roff line(String line) {
    String escaped = escape(line);
    boolean looksLikeMacro = escaped.startsWith(".") || escaped.startsWith("\\(aq");
    text.append(looksLikeMacro ? "\\&" : "").append(escaped).append('\n');
    return this;
  }

  /** Lines that are to be seen as they are. */
  Roff verbatim(List<String> lines) {
    macro("PP");
    macro("EX");
    lines.forEach(this::line);
    return macro("EE");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Typographic readings of ASCII are switched off: what is shown is there to be copied. */
  private static String escape(String plain) {
    StringBuilder escaped = new StringBuilder();
    plain
        .codePoints()
        .forEach(
            character ->
                escaped.append(
                    switch (character) {
                      case '\\' -> "\\(rs";
                      case '-' -> "\\-";
                      case '\'' -> "\\(aq";
                      case '`' -> "\\(ga";
                      case '^' -> "\\(ha";
                      case '~' -> "\\(ti";
                      default ->
                          character < 128
                              ? Character.toString(character)
                              : "\\[u%04X]".formatted(character);
                    }));
    return escaped.toString();
  }
}
