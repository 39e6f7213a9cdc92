package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.Evaluation;
import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.Waivers;
import io.github.prosodyprobe.report.Baseline;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.Report.PolicyReference;
import io.github.prosodyprobe.report.VerdictRule;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All that the facts of a report are held against.
 *
 * @param policy what is expected
 * @param waivers what is accepted all the same
 * @param baseline what it is compared with
 * @param rule how results become a verdict
 */
record Judging(Policy policy, Waivers waivers, Baseline baseline, VerdictRule rule) {

  /**
   * The report with results and verdict. Dates are judged by the time of the scan, those of waivers
   * too, so that the same facts and the same files give the same results whenever they are judged.
   *
   * @throws UserError when the report was made from a vantage that this version does not know
   */
  Judged judge(Report facts) {
    String word = facts.run().vantage();
    Vantage vantage =
        Vantage.of(word)
            .orElseThrow(
                () ->
                    new UserError(
                        "the facts were seen from the vantage '" + word + "'",
                        "Use the version of prosody-probe that saw them."));
    Instant now = facts.run().finished();
    CompletableFuture<String> digest = CompletableFuture.supplyAsync(policy::sha256);
    List<Result> results = Evaluation.of(policy, facts.facts(), vantage, now);
    Report report =
        facts.judged(
            new PolicyReference(policy.name(), Integer.toString(policy.version()), digest.join()),
            waivers.applied(results, facts.names(), now),
            Evaluation.unmet(policy, facts.facts()));
    Report compared = baseline.compared(report);
    return new Judged(compared, rule.judge(compared));
  }
}
