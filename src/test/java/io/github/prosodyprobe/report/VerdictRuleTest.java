package io.github.prosodyprobe.report;

import static io.github.prosodyprobe.policy.Severity.CRITICAL;
import static io.github.prosodyprobe.policy.Severity.SUGGESTION;
import static io.github.prosodyprobe.policy.Severity.WARNING;
import static io.github.prosodyprobe.report.Verdict.COMPLIANT;
import static io.github.prosodyprobe.report.Verdict.NOT_COMPLIANT;
import static io.github.prosodyprobe.report.Verdict.UNDECIDED;
import static io.github.prosodyprobe.report.VerdictRule.Unknowns.ALLOWED;
import static io.github.prosodyprobe.report.VerdictRule.Unknowns.COUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.report.VerdictRule.Unknowns;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictRuleTest {

  private static final Result PASS = Samples.pass("pass");

  @ParameterizedTest
  @MethodSource
  void judges(Severity failOn, Unknowns unknowns, Verdict expected, Result[] results) {
    assertEquals(expected, new VerdictRule(failOn, unknowns).judge(Samples.judged(results)));
  }

  static Stream<Arguments> judges() {
    return Stream.of(
        row(WARNING, COUNT, COMPLIANT, PASS),
        row(WARNING, COUNT, NOT_COMPLIANT, PASS, Samples.fail("x", WARNING)),
        row(WARNING, COUNT, COMPLIANT, PASS, Samples.fail("x", SUGGESTION)),
        row(CRITICAL, COUNT, COMPLIANT, PASS, Samples.fail("x", WARNING)),
        row(WARNING, COUNT, UNDECIDED, PASS, Samples.unknown("x", WARNING)),
        row(WARNING, COUNT, COMPLIANT, PASS, Samples.unknown("x", SUGGESTION)),
        row(WARNING, ALLOWED, COMPLIANT, PASS, Samples.unknown("x", CRITICAL)),
        row(
            WARNING,
            ALLOWED,
            NOT_COMPLIANT,
            Samples.fail("x", WARNING),
            Samples.unknown("y", CRITICAL)),
        row(WARNING, ALLOWED, UNDECIDED, Samples.unknown("x", CRITICAL)),
        row(WARNING, COUNT, UNDECIDED));
  }

  @Test
  void aScanThatDidNotComeToItsEndIsNeverCompliant() {
    Report report = Samples.judged(Samples.run(false, true), PASS);
    assertEquals(UNDECIDED, new VerdictRule(WARNING, ALLOWED).judge(report));
  }

  private static Arguments row(
      Severity failOn, Unknowns unknowns, Verdict expected, Result... results) {
    return Arguments.of(failOn, unknowns, expected, results);
  }
}
