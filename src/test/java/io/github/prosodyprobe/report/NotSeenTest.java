package io.github.prosodyprobe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.ExternalFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a report on a server that one cannot see all of. */
class NotSeenTest {

  private static final Rendering RENDERING =
      new Rendering(new TextStyle(Colour.OFF, Symbols.UNICODE), Detail.ATTENTION);

  private static final Report.PolicyReference POLICY =
      new Report.PolicyReference("recommended", "1", "ab".repeat(32));

  @Test
  void countsTheChecksOfEachCauseAndSaysWhatWouldShowThem() {
    Report report =
        judged(
            List.of(
                Samples.pass("seen"),
                unknown("registration", ReasonCode.NEEDS_CANARY),
                unknown("half", ReasonCode.TCP_TIMEOUT),
                Samples.unknown("tls", Severity.CRITICAL),
                Samples.unknown("dane", Severity.WARNING),
                needsIdentity("external")),
            on("unused", Listener.CONFIG),
            on("unread", Listener.CONFIG),
            on("bosh-hidden", Listener.BOSH, Listener.WEBSOCKET));
    assertEquals(
        """
        Not seen from here:
          2 checks  only the configuration file tells: --config FILE
          1 check   only a server that logs in sees it: --s2s-identity DOMAIN, of your own
          1 check   only the name of an existing account shows it: --canary NAME
          1 check   nothing leads to such a listener (bosh, websocket): --connect LISTENER=HOST:PORT
          2 checks  nobody answers (c2s [2001:db8::7]:5222): --connect LISTENER=HOST:PORT where it is elsewhere

        UNDECIDED""",
        text(report).replaceAll("(?s).*(Not seen)", "$1").replaceAll("(?s)(UNDECIDED).*", "$1"));
  }

  @Test
  void whoSaidWhereToLookIsNotToldOfEverythingElse() {
    FactState byOperator = new FactState.Observed(FactValue.text("operator"), Samples.EVIDENCE);
    Report look =
        Report.ofFacts(
            Samples.look().tool(),
            Samples.run(),
            List.of(
                EndpointFacts.of(Samples.DNS, Map.of(DnsFacts.C2S_FOUND_BY, byOperator)),
                EndpointFacts.of(Samples.OPEN, Map.of())),
            Map.of());
    Report report =
        look.judged(
            POLICY,
            List.of(Samples.pass("seen")),
            List.of(
                on("bosh-hidden", Listener.BOSH, Listener.WEBSOCKET),
                on("dialback", Listener.S2S)));
    assertEquals(
        List.of(
            new NotSeen(
                2,
                "at your wish: --connect says where to look (c2s), and nothing else was looked"
                    + " for")),
        NotSeen.in(report));
  }

  @Test
  void ofADomainThatDeclinesOnlyTheFileCanBeLookedAt() {
    Report report =
        judged(
            List.of(
                unknown("tls", ReasonCode.DECLINED),
                unknown("registration", ReasonCode.NEEDS_CANARY),
                unknown("half", ReasonCode.TCP_TIMEOUT)),
            on("unused", Listener.CONFIG),
            on("bosh-hidden", Listener.BOSH));
    assertEquals(
        List.of(
            new NotSeen(1, "only the configuration file tells: --config FILE"),
            new NotSeen(
                1,
                "the domain wishes not to be tested: who runs it names an address with"
                    + " --connect")),
        NotSeen.in(report));
  }

  @Test
  void withEverythingSeenThereIsNothingToSay() {
    Report report = judged(List.of(Samples.pass("a"), Samples.fail("b", Severity.WARNING)));
    assertEquals(List.of(), NotSeen.in(report));
    assertTrue(!text(report).contains(NotSeen.TITLE), text(report));
  }

  @ParameterizedTest
  @EnumSource(names = {"TEXT", "MARKDOWN", "HTML"})
  void aStoredReportSaysItToo(ReportFormat format) throws UnreadableReportException {
    Judged fresh =
        new Judged(
            judged(List.of(Samples.pass("seen")), on("unused", Listener.CONFIG)),
            Verdict.COMPLIANT);
    byte[] stored = JsonReport.of(fresh.report()).getBytes(StandardCharsets.UTF_8);
    Judged again = new Judged(JsonReportReader.readWhole(stored).report(), fresh.verdict());
    String rendered = RENDERING.of(format, List.of(again));
    assertTrue(rendered.contains("only the configuration file tells"), rendered);
    assertEquals(RENDERING.of(format, List.of(fresh)), rendered);
  }

  private static String text(Report report) {
    return RENDERING.of(ReportFormat.TEXT, List.of(new Judged(report, Verdict.UNDECIDED)));
  }

  private static Report judged(List<Result> results, Check... unmet) {
    return Samples.look().judged(POLICY, results, List.of(unmet));
  }

  private static Check on(String id, Listener... listeners) {
    return Samples.check(id, Severity.WARNING).on(Set.of(listeners));
  }

  private static Result unknown(String id, ReasonCode code) {
    return new Result(
        Samples.check(id, Severity.WARNING),
        Samples.OPEN,
        State.UNKNOWN,
        Reason.of(code, "detail"),
        "",
        List.of());
  }

  private static Result needsIdentity(String id) {
    return new Result(
        Samples.check(id, Severity.WARNING),
        Samples.OPEN,
        State.NOT_APPLICABLE,
        null,
        ExternalFacts.NEEDS_IDENTITY,
        List.of());
  }
}
