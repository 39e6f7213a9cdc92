package io.github.prosodyprobe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Differences.Scope;
import io.github.prosodyprobe.report.PastRun.Course;
import io.github.prosodyprobe.report.PastStates.Subject;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever strangers write, differences and histories show it as text. */
class ReadableComparisonsTest {

  private static final TextStyle PLAIN = new TextStyle(Colour.OFF, Symbols.UNICODE);

  private static final Schema DIFFERENCE =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(DifferenceSchema.document(), InputFormat.JSON);

  @ParameterizedTest
  @MethodSource("io.github.prosodyprobe.report.OddTexts#known")
  void whatAPeerSaysStaysText(String text) {
    check(text);
  }

  @Test
  void anyTextStaysText() {
    OddTexts.forMany(ReadableComparisonsTest::check);
  }

  private static void check(String text) {
    differences(text);
    history(text);
  }

  private static void differences(String text) {
    FactState seen = new FactState.Observed(FactValue.texts(text, "TLSv1.2"), Samples.EVIDENCE);
    FactState other = new FactState.Observed(FactValue.texts(text + "'"), Samples.EVIDENCE);
    Reason reason = Reason.of(ReasonCode.STREAM_ERROR, text, text);
    List<Difference> differences =
        List.of(
            between(report(text, State.PASS, seen), report(text, State.FAIL, other)),
            between(
                report(text, State.FAIL, seen),
                report(text, State.UNKNOWN, new FactState.Unobserved(reason))),
            between(
                report(text, State.FAIL, new FactState.NotApplicable(text)),
                report(text, State.PASS, seen)),
            between(Samples.mixed().report(), Samples.accepting(text).report()),
            between(Samples.saying(text).report(), Samples.mixed().report()),
            between(Samples.mixed().report(), Samples.saying(text).report()));
    differences.forEach(it -> assertReadable(DifferenceText.of(it, PLAIN)));
    String json = DifferenceJson.of(differences, List.of(text), List.of(text));
    assertReadable(json);
    assertEquals(List.of(), DIFFERENCE.validate(json, InputFormat.JSON), json);
  }

  private static Difference between(Report before, Report after) {
    Difference difference = Differences.between(before, after, Scope.ALL);
    assertFalse(difference.isEmpty(), "nothing to render");
    return difference;
  }

  private static Report report(String text, State state, FactState versions) {
    Endpoint odd = new Endpoint(Listener.S2S, text, text);
    Reason reason = state == State.UNKNOWN ? Reason.of(ReasonCode.STREAM_ERROR, text, text) : null;
    return Report.ofFacts(
            new Report.Tool("prosody-probe", text),
            Samples.run(),
            List.of(EndpointFacts.of(odd, Map.of(TlsFacts.VERSIONS, versions))),
            Map.of())
        .judged(
            new Report.PolicyReference(text, text, "ab".repeat(32)),
            List.of(
                new Result(
                    Samples.check(text, Severity.WARNING), odd, state, reason, "", List.of())),
            List.of());
  }

  private static void history(String text) {
    List<Subject> subjects =
        List.of(new Subject(text, text), new Subject("tls-versions", "c2s " + text));
    History history =
        new History(text, List.of(run(1, text, subjects, "+x"), run(2, text, subjects, "x?")));
    assertReadable(HistoryText.of(history, PLAIN, 20));
    assertReadable(HistoryText.of(history, PLAIN, 20, text));
    for (Optional<String> check : List.of(Optional.<String>empty(), Optional.of(text))) {
      String json = HistoryJson.of(history, 20, check);
      assertReadable(json);
      assertTrue(JsonMapper.shared().readTree(json).isObject(), json);
    }
    String page =
        new Rendering(PLAIN, Detail.EVERYTHING)
            .of(ReportFormat.HTML, List.of(Samples.mixed().with(history)));
    assertReadable(page);
  }

  private static PastRun run(int night, String text, List<Subject> subjects, String letters) {
    return new PastRun(
        night,
        Nights.finished(night),
        text,
        Course.COMPLETE,
        Verdict.UNDECIDED,
        new Report.PolicyReference(text, text, "ab".repeat(32)),
        new Summary(1, 1, 0, 0, 0, 0),
        Optional.of(Nights.finished(night + 30)),
        new PastStates(subjects, letters));
  }

  private static void assertReadable(String rendered) {
    assertFalse(rendered.codePoints().anyMatch(OddTexts::steers), rendered);
  }
}
