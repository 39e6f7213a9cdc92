package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import java.util.List;

/**
 * The states of a scan's results, a letter each. Runs that looked at the same share the list of
 * what that was, which is long and hardly ever changes.
 *
 * @param subjects what was checked where
 * @param letters one for each of them
 */
public record PastStates(List<Subject> subjects, String letters) {

  /**
   * A check somewhere.
   *
   * @param check the check's permanent id
   * @param place listener and address, with the domain where that is not the target
   */
  public record Subject(String check, String place) {

    String listener() {
      int space = place.indexOf(' ');
      return space < 0 ? place : place.substring(0, space);
    }
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException when there are not as many letters as subjects
   */
  public PastStates {
    subjects = List.copyOf(subjects);
    if (subjects.size() != letters.length()) {
      throw new IllegalArgumentException(letters.length() + " states of " + subjects.size());
    }
  }

  /** Those of a report. */
  public static PastStates of(Report report) {
    StringBuilder letters = new StringBuilder();
    report.results().forEach(finding -> letters.append(letter(finding.state())));
    List<Subject> subjects =
        report.results().stream()
            .map(it -> new Subject(it.check(), it.endpoint().named(report.domain())))
            .toList();
    return new PastStates(subjects, letters.toString());
  }

  /**
   * The state of one of the subjects.
   *
   * @throws IllegalArgumentException when the letter stands for none
   */
  State state(int index) {
    char letter = letters.charAt(index);
    return switch (letter) {
      case '+' -> State.PASS;
      case 'x' -> State.FAIL;
      case '?' -> State.UNKNOWN;
      case '-' -> State.NOT_APPLICABLE;
      case 'w' -> State.WAIVED;
      case 'i' -> State.INFO;
      default -> throw new IllegalArgumentException("no state: " + letter);
    };
  }

  private static char letter(State state) {
    return switch (state) {
      case PASS -> '+';
      case FAIL -> 'x';
      case UNKNOWN -> '?';
      case NOT_APPLICABLE -> '-';
      case WAIVED -> 'w';
      case INFO -> 'i';
    };
  }
}
