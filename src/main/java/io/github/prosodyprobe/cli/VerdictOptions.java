package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.VerdictRule;
import io.github.prosodyprobe.report.VerdictRule.Known;
import io.github.prosodyprobe.report.VerdictRule.Unknowns;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What makes a scan fail. */
final class VerdictOptions {

  @Mixin private final FailOnOption failOn = new FailOnOption();

  @Option(
      names = "--allow-unknown",
      description = "Accept checks that could not be evaluated, as long as others passed.")
  private boolean allowUnknown;

  @Option(
      names = "--fail-on-new",
      description = "Only what is not in the baseline counts; known failures are reported still.")
  private boolean failOnNew;

  boolean failsOnNew() {
    return failOnNew;
  }

  VerdictRule rule() {
    return new VerdictRule(
        failOn.severity(),
        allowUnknown ? Unknowns.ALLOWED : Unknowns.COUNT,
        failOnNew ? Known.ALLOWED : Known.COUNT);
  }
}
