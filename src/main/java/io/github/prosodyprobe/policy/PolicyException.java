package io.github.prosodyprobe.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy cannot be used as it is written; carries everything that is wrong with it. */
public final class PolicyException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<PolicyProblem> problems;

  /** All the problems, at least one. */
  public PolicyException(List<PolicyProblem> problems) {
    super(problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** A single problem. */
  public PolicyException(PolicyProblem problem) {
    this(List.of(problem));
  }

  /** What is wrong, in the order of the files. */
  public List<PolicyProblem> problems() {
    return problems;
  }
}
