package io.github.prosodyprobe.policy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.policy.PolicyProblem;
import java.util.List;
import java.util.function.Function;

/** What an author writes, and what is to be said of it. {@code §} marks the place. */
record Mistake(String text, String message, String suggestion) {

  /**
   * Fails the test unless the mistake is told, with its place and what to write instead.
   *
   * @param reader what it says of a text
   */
  void assertTold(Function<String, List<PolicyProblem>> reader) {
    int place = text.indexOf('§');
    String read = text.replace("§", "");
    List<PolicyProblem> problems = reader.apply(read);
    PolicyProblem problem =
        problems.stream()
            .filter(it -> it.message().contains(message))
            .findFirst()
            .orElseThrow(() -> new AssertionError("said instead: " + problems));
    assertTrue(problem.suggestion().contains(suggestion), problem.toString());
    String before = read.substring(0, place);
    assertEquals(before.chars().filter(it -> it == '\n').count() + 1, problem.line());
    assertEquals(place - before.lastIndexOf('\n'), problem.column(), problem.toString());
  }

  @Override
  public String toString() {
    return message;
  }
}
