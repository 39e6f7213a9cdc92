package io.github.prosodyprobe.policy;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.Expectation.AllOf;
import io.github.prosodyprobe.policy.Expectation.AnyOf;
import io.github.prosodyprobe.policy.Expectation.Compare;
import io.github.prosodyprobe.policy.Expectation.Not;
import io.github.prosodyprobe.policy.match.Is;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Endpoint ENDPOINT =
      new Endpoint(Listener.C2S, "example.org", "192.0.2.1:5222");
  private static final Expectation A = isTrue(TlsFacts.COMPRESSION);
  private static final Expectation B = isTrue(TlsFacts.FALLBACK_SCSV);

  /** T and F: observed, as expected or not. U: unobserved. N: not applicable. */
  @ParameterizedTest
  @CsvSource({
    // A, B, all-of, any-of, not A
    "T, T, pass, pass, fail",
    "T, F, fail, pass, fail",
    "T, U, unknown, pass, fail",
    "T, N, pass, pass, fail",
    "F, T, fail, pass, pass",
    "F, F, fail, fail, pass",
    "F, U, fail, unknown, pass",
    "F, N, fail, fail, pass",
    "U, T, unknown, pass, unknown",
    "U, F, fail, unknown, unknown",
    "U, U, unknown, unknown, unknown",
    "U, N, unknown, unknown, unknown",
    "N, T, pass, pass, not-applicable",
    "N, F, fail, fail, not-applicable",
    "N, U, unknown, unknown, not-applicable",
    "N, N, not-applicable, not-applicable, not-applicable",
  })
  void combines(String a, String b, String allOf, String anyOf, String notA) {
    Map<Fact<?>, FactState> facts =
        Map.of(TlsFacts.COMPRESSION, state(a), TlsFacts.FALLBACK_SCSV, state(b));
    assertEquals(allOf, word(new AllOf(List.of(A, B)), facts));
    assertEquals(anyOf, word(new AnyOf(List.of(A, B)), facts));
    assertEquals(notA, word(new Not(A), facts));
    assertEquals(anyOf, word(new Not(new AllOf(List.of(new Not(A), new Not(B)))), facts));
  }

  @ParameterizedTest
  @CsvSource({
    "T, T, pass",
    "T, F, fail",
    "T, U, unknown",
    "F, F, not-applicable",
    "F, U, not-applicable",
    "U, T, unknown",
    "U, F, unknown",
    "N, F, not-applicable",
  })
  void theConditionComesFirst(String when, String expected, String word) {
    Map<Fact<?>, FactState> facts =
        Map.of(TlsFacts.COMPRESSION, state(when), TlsFacts.FALLBACK_SCSV, state(expected));
    Check check = check("x", Severity.WARNING, new When(Optional.empty(), Optional.of(A)), B);
    assertEquals(word, only(check, facts, Vantage.EXTERNAL).state().word());
  }

  @Test
  void saysWhyAConditionDoesNotHold() {
    Check check = check("x", Severity.WARNING, new When(Optional.empty(), Optional.of(A)), B);
    Result result = only(check, Map.of(TlsFacts.COMPRESSION, state("F")), Vantage.EXTERNAL);
    assertEquals("it applies only where tls.compression is yes", result.because());
  }

  @Test
  void whatNeedsAnotherVantageIsUnknownWhateverWasSeen() {
    Check check =
        check("x", Severity.WARNING, new When(Optional.of(Vantage.EXTERNAL), Optional.empty()), A);
    Map<Fact<?>, FactState> facts = Map.of(TlsFacts.COMPRESSION, state("F"));
    assertEquals(State.FAIL, only(check, facts, Vantage.EXTERNAL).state());
    Result internal = only(check, facts, Vantage.INTERNAL);
    assertEquals(State.UNKNOWN, internal.state());
    assertEquals(ReasonCode.VANTAGE, requireNonNull(internal.reason()).code());
    Map<Fact<?>, FactState> nothingThere =
        Map.of(TlsFacts.COMPRESSION, new FactState.NotApplicable("nobody speaks TLS"));
    assertEquals(State.NOT_APPLICABLE, only(check, nothingThere, Vantage.INTERNAL).state());
  }

  @ParameterizedTest
  @EnumSource(ReasonCode.class)
  void noReasonForNotLookingIsAPassOrAFail(ReasonCode code) {
    Reason reason = Reason.of(code, "for a test");
    for (String title : List.of("prosody-recommended@1", "xmpp-minimum@1")) {
      Policy policy = BuiltIn.policy(title);
      EndpointFacts facts =
          EndpointFacts.of(
              ENDPOINT,
              policy.neededFacts().stream()
                  .collect(Collectors.toMap(it -> it, _ -> new FactState.Unobserved(reason))));
      List<Result> results = Evaluation.of(policy, List.of(facts), Vantage.EXTERNAL, NOW);
      assertFalse(results.isEmpty());
      for (Result result : results) {
        assertEquals(State.UNKNOWN, result.state(), result.check().id());
        assertEquals(reason, result.reason(), result.check().id());
        assertFalse(result.comparisons().stream().anyMatch(Comparison::holds));
      }
    }
  }

  @Test
  void aFactThatNobodyLookedForIsUnknown() {
    Result result = only(check("x", Severity.WARNING, When.ALWAYS, A), Map.of(), Vantage.EXTERNAL);
    assertEquals(State.UNKNOWN, result.state());
    @Nullable Reason reason = result.reason();
    assertEquals(ReasonCode.NOT_PROBED, reason == null ? null : reason.code());
  }

  @Test
  void showsEachFactOnceWithAllAlternatives() {
    Expectation either =
        new AnyOf(
            List.of(
                new Compare(TlsFacts.ALPN, List.of(new Is(FactValue.text("xmpp-client")))),
                new Compare(TlsFacts.ALPN, List.of(new Is(FactValue.text("none"))))));
    FactState seen = new FactState.Observed(FactValue.text("none"), "e");
    Result result =
        only(
            check("x", Severity.WARNING, When.ALWAYS, either),
            Map.of(TlsFacts.ALPN, seen),
            Vantage.EXTERNAL);
    assertEquals(
        List.of(new Comparison(TlsFacts.ALPN, "is xmpp-client or is none", seen, true)),
        result.comparisons());
  }

  @Test
  void ordersByEndpointThenSeverityThenId() {
    Policy policy =
        Policy.of(
            "p",
            1,
            "",
            List.of(),
            List.of(
                check("b", Severity.WARNING, When.ALWAYS, A),
                check("a", Severity.WARNING, When.ALWAYS, A),
                check("z", Severity.CRITICAL, When.ALWAYS, A)));
    Endpoint second = new Endpoint(Listener.C2S, "example.org", "192.0.2.2:5222");
    Endpoint elsewhere = new Endpoint(Listener.S2S, "example.org", "192.0.2.2:5269");
    List<String> order =
        Evaluation.of(
                policy,
                List.of(
                    EndpointFacts.of(elsewhere, Map.of()),
                    EndpointFacts.of(second, Map.of()),
                    EndpointFacts.of(ENDPOINT, Map.of())),
                Vantage.EXTERNAL,
                NOW)
            .stream()
            .map(result -> result.endpoint().address() + " " + result.check().id())
            .toList();
    assertEquals(
        List.of(
            "192.0.2.1:5222 z",
            "192.0.2.1:5222 a",
            "192.0.2.1:5222 b",
            "192.0.2.2:5222 z",
            "192.0.2.2:5222 a",
            "192.0.2.2:5222 b"),
        order);
  }

  @Test
  void datesAreJudgedAgainstTheTimeGiven() {
    Check check = BuiltIn.library().check("certificate-lifetime").orElseThrow();
    Map<Fact<?>, FactState> facts =
        Map.of(
            CertificateFacts.NOT_AFTER,
            new FactState.Observed(FactValue.moment(Instant.parse("2026-12-05T12:00:00Z")), "e"));
    assertEquals(State.PASS, only(check, facts, Vantage.EXTERNAL).state());
    Policy policy = Policy.of("p", 1, "", List.of(), List.of(check));
    assertEquals(
        State.FAIL,
        Evaluation.of(
                policy,
                List.of(EndpointFacts.of(ENDPOINT, facts)),
                Vantage.EXTERNAL,
                NOW.plusSeconds(1))
            .getFirst()
            .state());
  }

  private static Expectation isTrue(Fact<FactValue.Flag> fact) {
    return new Compare(fact, List.of(new Is(FactValue.flag(true))));
  }

  private static FactState state(String word) {
    return switch (word) {
      case "T" -> new FactState.Observed(FactValue.flag(true), "evidence");
      case "F" -> new FactState.Observed(FactValue.flag(false), "evidence");
      case "N" -> new FactState.NotApplicable("there is none");
      default -> new FactState.Unobserved(Reason.of(ReasonCode.TCP_TIMEOUT, "no answer"));
    };
  }

  private static String word(Expectation expectation, Map<Fact<?>, FactState> facts) {
    Check check = check("x", Severity.WARNING, When.ALWAYS, expectation);
    return only(check, facts, Vantage.EXTERNAL).state().word();
  }

  private static Result only(Check check, Map<Fact<?>, FactState> facts, Vantage vantage) {
    Policy policy = Policy.of("p", 1, "", List.of(), List.of(check));
    return Evaluation.of(policy, List.of(EndpointFacts.of(ENDPOINT, facts)), vantage, NOW)
        .getFirst();
  }

  private static Check check(String id, Severity severity, When when, Expectation expectation) {
    return new Check(
        id,
        "A title",
        Set.of(Listener.C2S),
        severity,
        "",
        "",
        Map.of(),
        List.of(),
        Set.of(),
        when,
        expectation,
        new Location("test", 1, 1));
  }
}
