package io.github.prosodyprobe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Differences.Scope;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DifferencesTest {

  private static final TextStyle PLAIN = new TextStyle(Colour.OFF, Symbols.UNICODE);
  private static final FactState REFUSED =
      new FactState.Unobserved(Reason.of(ReasonCode.TCP_REFUSED, "refused"));

  @Test
  void aReportDoesNotDifferFromItself() {
    Report report = Samples.mixed().report();
    Difference difference = Differences.between(report, report, Scope.ALL);
    assertTrue(difference.isEmpty());
    assertTrue(DifferenceText.of(difference, PLAIN).endsWith("\nno difference\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TLSv1.2 | TLSv1.2,TLSv1.0 | changed | +         TLSv1.0",
        "TLSv1.2,TLSv1.0 | TLSv1.2 | changed | -         TLSv1.0",
        "TLSv1.2 | ! | unseen | c2s 192.0.2.7:5222  1 fact can no longer be seen: tcp-refused",
        "! | TLSv1.2 | seen | was       not observed: tcp-refused",
      })
  void tellsWhatAFactBecame(String before, String after, String kind, String words) {
    Difference difference =
        Differences.between(
            facts(Samples.OPEN, TlsFacts.VERSIONS, state(before)),
            facts(Samples.OPEN, TlsFacts.VERSIONS, state(after)),
            Scope.LASTING);
    assertEquals(kind, difference.facts().getFirst().kind().word());
    String text = DifferenceText.of(difference, PLAIN);
    assertTrue(text.contains(words), text);
    assertEquals(kind.equals("unseen"), difference.isDoubtful(Severity.WARNING));
  }

  @Test
  void whatChangesByItselfIsLeftOutUnlessAskedFor() {
    Report before = facts(Samples.OPEN, CertificateFacts.SHA256, text("aa"));
    Report after = facts(Samples.OPEN, CertificateFacts.SHA256, text("bb"));
    assertTrue(Differences.between(before, after, Scope.LASTING).isEmpty());
    assertEquals(1, Differences.between(before, after, Scope.ALL).facts().size());
  }

  @Test
  void anEndpointIsGoneOnlyWhereItWasLookedFor() {
    Report both = Samples.look();
    Report one =
        Report.ofFacts(both.tool(), both.run(), both.facts().subList(0, 2), Samples.evidence());
    Report cut =
        Report.ofFacts(both.tool(), Samples.run(false, true), both.facts().subList(0, 2), Map.of());
    assertEquals("removed", kind(Differences.between(both, one, Scope.LASTING)));
    assertEquals("unseen", kind(Differences.between(both, cut, Scope.LASTING)));
    assertEquals("added", kind(Differences.between(one, both, Scope.LASTING)));
  }

  private static String kind(Difference difference) {
    return difference.endpoints().getFirst().kind().word();
  }

  @ParameterizedTest
  @CsvSource({
    // before, after, what that is, worse, doubtful
    "pass, fail, worse, true, false",
    "waived, fail, worse, true, false",
    "unknown, fail, worse, true, false",
    "pass, unknown, unknown, false, true",
    "fail, unknown, unknown, false, true",
    "fail, pass, better, false, false",
    "fail, waived, better, false, false",
    "unknown, pass, better, false, false",
    "pass, not-applicable, changed, false, false",
  })
  void tellsWhatAResultBecame(
      String before, String after, String kind, boolean worse, boolean doubtful) {
    Difference difference = Differences.between(judged(before), judged(after), Scope.LASTING);
    assertEquals(kind, difference.results().getFirst().kind().word());
    assertEquals(worse, difference.isWorse(Severity.WARNING));
    assertEquals(doubtful, difference.isDoubtful(Severity.WARNING));
    assertEquals(false, difference.isWorse(Severity.CRITICAL));
  }

  @Test
  void theJsonFitsItsSchema() {
    Difference difference =
        Differences.between(Samples.accepting("a").report(), Samples.mixed().report(), Scope.ALL);
    Difference facts =
        Differences.between(
            facts(Samples.OPEN, TlsFacts.VERSIONS, state("TLSv1.2")),
            facts(Samples.OPEN, TlsFacts.VERSIONS, REFUSED),
            Scope.ALL);
    assertEquals(
        List.of(),
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(DifferenceSchema.document(), InputFormat.JSON)
            .validate(
                DifferenceJson.of(List.of(difference, facts), List.of("a"), List.of("b")),
                InputFormat.JSON));
  }

  @ParameterizedTest
  @ValueSource(strings = {Samples.HOSTILE, "\u001b[2J\u202e</script>"})
  void whatStrangersWroteSteersNothing(String text) {
    Difference difference =
        Differences.between(Samples.mixed().report(), Samples.accepting(text).report(), Scope.ALL);
    for (String rendered :
        List.of(
            DifferenceText.of(difference, PLAIN),
            DifferenceJson.of(List.of(difference), List.of(text), List.of(text)))) {
      assertTrue(rendered.codePoints().allMatch(it -> it == '\n' || !steers(it)), rendered);
    }
  }

  private static boolean steers(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  private static Report judged(String state) {
    Result result = Samples.at(Samples.OPEN, "a", Severity.WARNING, State.of(state).orElseThrow());
    return Samples.judged(Samples.pass("b"), result);
  }

  private static Report facts(Endpoint endpoint, Fact<?> fact, FactState state) {
    return Report.ofFacts(
        new Report.Tool("prosody-probe", "1.2.3"),
        Samples.run(),
        List.of(EndpointFacts.of(endpoint, Map.of(fact, state))),
        Map.of());
  }

  private static FactState state(String members) {
    return members.equals("!")
        ? REFUSED
        : new FactState.Observed(FactValue.texts(members.split(",", -1)), Samples.EVIDENCE);
  }

  private static FactState text(String text) {
    return new FactState.Observed(FactValue.text(text), Samples.EVIDENCE);
  }
}
