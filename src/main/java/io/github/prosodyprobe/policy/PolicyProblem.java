package io.github.prosodyprobe.policy;

/**
 * One thing that is wrong with a policy, a file of checks, or a word that should select from them.
 * All texts are safe on a terminal.
 *
 * @param file the file's name, or the option's
 * @param line from 1; 0 where it is not about a place in a file
 * @param column from 1, in code points; 0 as above
 * @param message what is wrong, as half a sentence
 * @param suggestion what to write instead, or empty
 * @param excerpt the source line with a caret below the place, or empty
 */
public record PolicyProblem(
    String file, int line, int column, String message, String suggestion, String excerpt) {

  /** A problem that has no place in a file. */
  public static PolicyProblem of(String file, String message, String suggestion) {
    return new PolicyProblem(file, 0, 0, message, suggestion, "");
  }

  /** {@code file:line:column: message; suggestion}, without the excerpt. */
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line + ":" + column;
    return place + ": " + message + (suggestion.isEmpty() ? "" : "; " + suggestion);
  }
}
