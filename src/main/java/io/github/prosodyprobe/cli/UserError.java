package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.history.HistoryException;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
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

  /** The error that a policy cannot be used. */
  static UserError of(PolicyException cause) {
    return new UserError(cause);
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
