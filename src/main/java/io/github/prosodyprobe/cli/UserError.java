package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.history.HistoryException;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.List;

/** Something that the operator can put right; printed without a stack trace. */
final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  /**
   * An error.
   *
   * @param message what is wrong
   * @param advice what to do next
   */
  UserError(String message, String advice) {
    super(message);
    this.lines = List.of(message, advice);
  }

  private UserError(PolicyException cause) {
    super(cause);
    this.lines = cause.problems().stream().map(UserError::text).toList();
  }

  /** The error that a history cannot be used. */
  static UserError of(HistoryException cause) {
    return new UserError(String.valueOf(cause.getMessage()), cause.advice());
  }

  private UserError(List<String> lines, UserError cause) {
    super(cause);
    this.lines = List.copyOf(lines);
  }

  /** The error that a policy cannot be used. */
  static UserError of(PolicyException cause) {
    return new UserError(cause);
  }

  /** Several errors as one, at least one of them. */
  static UserError of(List<UserError> errors) {
    return new UserError(
        errors.stream().flatMap(error -> error.lines().stream()).toList(), errors.getFirst());
  }

  /** The same with the place that led to it. */
  UserError at(String place) {
    List<String> placed = new ArrayList<>(lines);
    placed.set(0, place + ": " + placed.getFirst());
    return new UserError(placed, this);
  }

  /** A problem with its place in the source. */
  private static String text(PolicyProblem problem) {
    return problem.excerpt().isEmpty()
        ? problem.toString()
        : problem + "\n" + problem.excerpt().indent(4).stripTrailing();
  }

  /** What to print. */
  List<String> lines() {
    return lines;
  }
}
