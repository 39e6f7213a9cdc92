package io.github.prosodyprobe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.CodeScanning.Waived;
import io.github.prosodyprobe.report.Finding.Novelty;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import io.github.prosodyprobe.report.VerdictRule.Known;
import io.github.prosodyprobe.report.VerdictRule.Unknowns;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What reports say of waivers and of the baseline. */
class AcceptedReportsTest {

  private static final Rendering RENDERING =
      new Rendering(new TextStyle(Colour.OFF, Symbols.UNICODE), Detail.ATTENTION);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEXT | – waived      OPS-soon  until 2026-11-24 (OPS, OPS)",
        "TEXT | – waived      OPS-unseen  permanently (OPS, OPS)",
        "TEXT | waiver    waiver expired 3 days ago (owner OPS)",
        "TEXT | baseline  new",
        "TEXT | baseline  unchanged",
        "TEXT | since 2026-11-21 08:00 UTC: 1 new, 1 unchanged, 1 mended, 1 not met any more",
        "TEXT | ✔ mended      mended",
        "TEXT | 2 failed (2 warning; 1 new) · 2 waived",
        "MARKDOWN | the waiver of OPS-soon ends in 3 days (OPS, owner OPS)",
        "MARKDOWN | waiver expired 3 days ago (owner OPS)",
        "MARKDOWN | until 2026-11-24 (OPS, OPS)",
        "MARKDOWN | ✅ mended",
        "HTML | <dt>waiver</dt><dd>waiver expired 3 days ago (owner OPS)</dd>",
        "HTML | until 2026-11-24 (OPS, OPS)",
        "HTML | 1 new, 1 unchanged, 1 mended",
        "JUNIT | <skipped message=\"waived until 2026-11-24 (OPS, OPS). ",
        "JUNIT | message=\"waiver expired 3 days ago (owner OPS). ",
        "JUNIT | failures=\"2\" errors=\"0\" skipped=\"1\"",
        "SARIF | \"baselineState\" : \"unchanged\"",
        "SARIF | waiver expired 3 days ago (owner OPS)",
        "CODEQUALITY | waiver expired 3 days ago (owner OPS)",
        "GITHUB | waiver expired 3 days ago (owner OPS)",
        "PROMETHEUS | prosody_probe_checks{target=\"example.org\",state=\"waived\"} 2",
        "NAGIOS | waived=2;;;0",
        "JSON | \"baseline\" : \"new\"",
        "JSON | \"expires\" : \"2026-11-24\"",
        "JSONL | \"ticket\":\"OPS\"",
      })
  void everyFormatTellsWhatItHasRoomFor(ReportFormat format, String words) {
    String rendered = RENDERING.of(format, List.of(Samples.accepting("OPS")));
    String plain = rendered.replace("\\-", "-").replace("\\(", "(").replace("\\)", ")");
    assertTrue(plain.contains(words), rendered);
  }

  @Test
  void codeScanningGetsWaivedResultsOnlySuppressedAndOnlyWhereItAsksForThem() {
    List<Judged> reports = List.of(Samples.accepting("OPS"));
    assertFalse(RENDERING.of(ReportFormat.SARIF, reports).contains("OPS-soon"));
    CodeScanning wanted = new CodeScanning(Optional.of("xmpp.yml"), Waived.SUPPRESSED);
    JsonNode results =
        JsonMapper.shared().readTree(SarifReport.of(reports, wanted)).at("/runs/0/results");
    assertEquals(4, results.size());
    for (JsonNode result : results) {
      boolean waived = result.get("ruleId").asString().matches("OPS-(soon|unseen)");
      assertEquals(waived, result.has("suppressions"), result.toString());
      assertEquals(
          "tls.yaml", result.at("/locations/0/physicalLocation/artifactLocation/uri").asString());
    }
  }

  @Test
  void theDocumentFitsThePublishedSchema() {
    assertEquals(
        List.of(),
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ReportSchema.document(), InputFormat.JSON)
            .validate(JsonReport.of(Samples.accepting("OPS").report()), InputFormat.JSON));
  }

  /** P: pass, F: fail, U: unknown, W: waived, none: no result. */
  @ParameterizedTest
  @CsvSource({
    "F, F, unchanged",
    "P, F, new",
    "U, F, new",
    "W, F, new",
    ", F, new",
    "U, U, unchanged",
    "F, U, new",
    "P, U, new",
    "F, P, ",
    "F, W, ",
  })
  void whatIsWrongIsNewUnlessItWasSoBefore(String before, String after, String novelty) {
    Report old = before == null ? Samples.judged() : report(before);
    Finding finding = Baseline.of(List.of(old)).compared(report(after)).results().getFirst();
    assertEquals(Optional.ofNullable(novelty), finding.novelty().map(Novelty::word));
  }

  @ParameterizedTest
  @CsvSource({
    // before, after, counting all, counting what is new
    "F, F, NOT_COMPLIANT, NOTHING_NEW",
    "P, F, NOT_COMPLIANT, NOT_COMPLIANT",
    "W, W, COMPLIANT, COMPLIANT",
    "P, W, COMPLIANT, COMPLIANT",
    "F, U, UNDECIDED, UNDECIDED",
    "F, P, COMPLIANT, COMPLIANT",
  })
  void onlyWhatIsNewMayBeMadeToCount(String before, String after, Verdict all, Verdict onlyNew) {
    Report report = Baseline.of(List.of(report(before))).compared(report(after));
    assertEquals(all, new VerdictRule(Severity.WARNING, Unknowns.COUNT).judge(report));
    assertEquals(
        onlyNew, new VerdictRule(Severity.WARNING, Unknowns.COUNT, Known.ALLOWED).judge(report));
  }

  @Test
  void acceptingThatNothingCouldBeLookedAtIsNoCompliance() {
    Report report =
        Samples.judged(Samples.waived(Samples.unknown("a", Severity.CRITICAL), "r", null));
    assertEquals(
        Verdict.UNDECIDED, new VerdictRule(Severity.WARNING, Unknowns.COUNT).judge(report));
    assertEquals(
        Verdict.COMPLIANT,
        new VerdictRule(Severity.WARNING, Unknowns.COUNT)
            .judge(
                Samples.judged(
                    Samples.pass("b"),
                    Samples.waived(Samples.unknown("a", Severity.CRITICAL), "r", null))));
  }

  private static Report report(String state) {
    return switch (state) {
      case "P" -> Samples.judged(Samples.pass("a"));
      case "F" -> Samples.judged(Samples.fail("a", Severity.WARNING));
      case "W" ->
          Samples.judged(
              Samples.waived(Samples.fail("a", Severity.WARNING), "r", LocalDate.of(2026, 11, 21)));
      default -> Samples.judged(Samples.at(Samples.OPEN, "a", Severity.WARNING, State.UNKNOWN));
    };
  }
}
