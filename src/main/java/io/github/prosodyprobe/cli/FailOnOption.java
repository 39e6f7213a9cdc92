package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Severity;
import picocli.CommandLine.Option;

/** From which severity on a failure counts. */
final class FailOnOption {

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "warning",
      description =
          "The least severity that counts: critical, warning or suggestion."
              + " Default: ${DEFAULT-VALUE}.")
  private Severity severity = Severity.WARNING;

  Severity severity() {
    return severity;
  }
}
