package io.github.prosodyprobe.config;

/**
 * Ends the evaluation with a problem.
 *
 * <p>An error and no exception, because the Lua machine turns every exception into an error of Lua,
 * which the file's own {@code pcall} could catch.
 */
final class StopEvaluation extends Error {

  private static final long serialVersionUID = 1L;

  private final transient ConfigurationProblem problem;

  StopEvaluation(ConfigurationProblem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  ConfigurationProblem problem() {
    return problem;
  }
}
