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

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.VerdictRule.Known;
import io.github.prosodyprobe.report.VerdictRule.Unknowns;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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

  @ParameterizedTest
  @EnumSource
  void whatTheFileSaysDoesNotMakeADeclinedDomainCompliant(Unknowns unknowns) {
    Report report = Samples.judged(PASS, declined());
    assertEquals(UNDECIDED, new VerdictRule(CRITICAL, unknowns).judge(report));
  }

  @Test
  void aDeclinedDomainIsNotAsItWasBefore() {
    Report report = Samples.judged(PASS, declined());
    assertEquals(
        UNDECIDED,
        new VerdictRule(WARNING, COUNT, Known.ALLOWED)
            .judge(Baseline.of(List.of(report)).compared(report)));
  }

  @Test
  void aWaiverDoesNotMakeADeclinedDomainCompliant() {
    Report report = Samples.judged(PASS, Samples.waived(declined(), "accepted", null));
    assertEquals(UNDECIDED, new VerdictRule(WARNING, COUNT).judge(report));
  }

  @Test
  void whatFailsInTheFileOfADeclinedDomainFails() {
    Report report = Samples.judged(Samples.fail("x", WARNING), declined());
    assertEquals(NOT_COMPLIANT, new VerdictRule(WARNING, ALLOWED).judge(report));
  }

  private static Result declined() {
    return new Result(
        Samples.check("y", WARNING),
        Samples.OPEN,
        State.UNKNOWN,
        Reason.of(ReasonCode.DECLINED, "scan=no"),
        "",
        List.of());
  }

  private static Arguments row(
      Severity failOn, Unknowns unknowns, Verdict expected, Result... results) {
    return Arguments.of(failOn, unknowns, expected, results);
  }
}
