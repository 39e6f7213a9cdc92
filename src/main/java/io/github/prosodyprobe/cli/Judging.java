package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.Evaluation;
import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.Report.PolicyReference;

/** Holds a report's facts against a policy. */
final class Judging {

  private Judging() {}

  /**
   * The report with results. Dates are judged by the time of the scan, so that the same facts and
   * the same policy give the same results whenever they are judged.
   *
   * @throws UserError when the report was made from a vantage that this version does not know
   */
  static Report judge(Report facts, Policy policy) {
    String word = facts.run().vantage();
    Vantage vantage =
        Vantage.of(word)
            .orElseThrow(
                () ->
                    new UserError(
                        "the facts were seen from the vantage '" + word + "'",
                        "Use the version of prosody-probe that saw them."));
    return facts.judged(
        new PolicyReference(policy.name(), Integer.toString(policy.version()), policy.sha256()),
        Evaluation.of(policy, facts.facts(), vantage, facts.run().finished()));
  }
}
