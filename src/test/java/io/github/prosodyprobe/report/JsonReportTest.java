package io.github.prosodyprobe.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.policy.Comparison;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ReportSchema.document(), InputFormat.JSON);

  private static final Report JUDGED =
      Samples.judged(
          Samples.pass("a"),
          Samples.fail("b", Severity.WARNING),
          Samples.unknown("c", Severity.CRITICAL),
          new Result(
              Samples.check("d", Severity.SUGGESTION),
              Samples.OPEN,
              State.NOT_APPLICABLE,
              null,
              "no TLS 1.3 here",
              List.of(
                  new Comparison(
                      TlsFacts.SUITES_TLS13,
                      "not empty",
                      new FactState.NotApplicable("TLS 1.3 is not offered"),
                      false))));

  @Test
  void documentsFitThePublishedSchemaWithAndWithoutPolicy() {
    assertAll(
        () -> assertEquals(List.of(), SCHEMA.validate(JsonReport.of(JUDGED), InputFormat.JSON)),
        () ->
            assertEquals(
                List.of(), SCHEMA.validate(JsonReport.of(Samples.look()), InputFormat.JSON)));
  }

  @Test
  void theSchemaRefusesWhatIsNoReport() {
    String report = JsonReport.of(JUDGED);
    List<String> broken =
        List.of(
            report.replace("\"tcp-refused\"", "\"no-idea\""),
            report.replace("\"fallback\"", "\"guess\""),
            report.replace("\"vantage\"", "\"viewpoint\""),
            report.replace("\"pass\" : 1", "\"pass\" : -1"));
    for (String document : broken) {
      assertFalse(SCHEMA.validate(document, InputFormat.JSON).isEmpty(), document);
    }
  }

  @Test
  void keysAreTheSameInEveryMode() {
    JsonMapper mapper = JsonMapper.shared();
    JsonNode judged = mapper.readTree(JsonReport.of(JUDGED));
    JsonNode look = mapper.readTree(JsonReport.of(Samples.look()));
    assertEquals(List.copyOf(judged.propertyNames()), List.copyOf(look.propertyNames()));
    judged
        .get("results")
        .forEach(
            result ->
                assertEquals(
                    List.copyOf(judged.get("results").get(0).propertyNames()),
                    List.copyOf(result.propertyNames())));
  }

  @Test
  void nothingButPrintableAsciiComesOut() {
    String document = JsonReport.of(JUDGED);
    List<Integer> odd =
        document.chars().filter(c -> c != '\n' && (c < ' ' || c > '~')).boxed().toList();
    assertEquals(List.of(), odd);
  }

  @Test
  void aFactComparedTwiceIsOneKeyWithBothExpectations() {
    FactState observed = new FactState.Observed(FactValue.texts("TLSv1.2"), Samples.EVIDENCE);
    Report report =
        Samples.judged(
            new Result(
                Samples.check("a", Severity.WARNING),
                Samples.OPEN,
                State.FAIL,
                null,
                "",
                List.of(
                    new Comparison(TlsFacts.VERSIONS, "includes TLSv1.3", observed, false),
                    new Comparison(TlsFacts.VERSIONS, "only TLSv1.3", observed, false))));
    JsonNode result = JsonMapper.shared().readTree(JsonReport.of(report)).get("results").get(0);
    assertEquals(
        "includes TLSv1.3; only TLSv1.3", result.get("expected").get("tls.versions").asString());
  }

  @Test
  void whatIsWrittenCanBeReadBack() throws UnreadableReportException {
    RecordedFacts read =
        JsonReportReader.read(JsonReport.of(JUDGED).getBytes(StandardCharsets.UTF_8));
    assertAll(
        () -> assertEquals(JUDGED.run(), read.run()),
        () -> assertEquals(JUDGED.facts(), read.facts()),
        () -> assertEquals(JUDGED.evidence(), read.evidence()),
        () -> assertTrue(read.ignored().isEmpty()));
  }
}
