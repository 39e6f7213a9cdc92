package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Citation;
import io.github.prosodyprobe.policy.Comparison;
import io.github.prosodyprobe.policy.Expectation;
import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.policy.Waiving;
import io.github.prosodyprobe.policy.When;
import io.github.prosodyprobe.policy.match.Only;
import io.github.prosodyprobe.text.Untrusted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports to render. */
final class Samples {

  static final Endpoint DNS = new Endpoint(Listener.DNS, "example.org", "example.org");
  static final Endpoint OPEN = new Endpoint(Listener.C2S, "example.org", "192.0.2.7:5222");
  static final Endpoint CLOSED = new Endpoint(Listener.C2S, "example.org", "[2001:db8::7]:5222");
  static final String EVIDENCE = "c2s-192.0.2.7:5222/tls";

  /** What a hostile server would like to put on the operator's screen. */
  static final String HOSTILE =
      "\u001b[2J\u009b31m\u007f\u202e\u2066\u200b\ud800\r\n</script>\u0000\ufeffä\ud83d\ude00";

  private static final Reason REFUSED =
      Reason.of(ReasonCode.TCP_REFUSED, "the connection was refused");

  private Samples() {}

  static Run run() {
    return run(true, false);
  }

  static Run run(boolean complete, boolean interrupted) {
    return new Run(
        "example.org",
        Instant.parse("2026-11-21T08:00:00.123Z"),
        Instant.parse("2026-11-21T08:00:02.623Z"),
        "external",
        complete,
        new Run.Connections(40, 34),
        interrupted);
  }

  static List<EndpointFacts> facts() {
    return List.of(
        EndpointFacts.of(
            DNS,
            Map.of(
                DnsFacts.SRV_XMPP_CLIENT,
                new FactState.Observed(FactValue.texts(), "dns"),
                DnsFacts.C2S_FOUND_BY,
                new FactState.Observed(FactValue.text("fallback"), "dns"))),
        EndpointFacts.of(
            OPEN,
            Map.<Fact<?>, FactState>of(
                TlsFacts.VERSIONS,
                new FactState.Observed(FactValue.texts("TLSv1.1", "TLSv1.2"), EVIDENCE),
                TlsFacts.SUITES_TLS13,
                new FactState.NotApplicable("TLS 1.3 is not offered"),
                CertificateFacts.SUBJECT,
                new FactState.Observed(FactValue.text(HOSTILE), EVIDENCE),
                CertificateFacts.NOT_AFTER,
                new FactState.Observed(
                    FactValue.moment(Instant.parse("2027-01-01T00:00:00Z")), EVIDENCE))),
        EndpointFacts.of(CLOSED, Map.of(TlsFacts.VERSIONS, new FactState.Unobserved(REFUSED))));
  }

  static Map<String, Evidence> evidence() {
    return Map.of(
        EVIDENCE,
        new Evidence(
            EVIDENCE,
            List.of(Untrusted.of("> ClientHello"), Untrusted.of("< " + HOSTILE)),
            "openssl s_client -connect 192.0.2.7:5222 -starttls xmpp"));
  }

  static Report look() {
    return Report.ofFacts(new Report.Tool("prosody-probe", "1.2.3"), run(), facts(), evidence());
  }

  static Report judged(Result... results) {
    return judged(run(), results);
  }

  static Report judged(Run run, Result... results) {
    Report facts =
        Report.ofFacts(new Report.Tool("prosody-probe", "1.2.3"), run, facts(), evidence());
    return facts.judged(
        new Report.PolicyReference("recommended", "1", "ab".repeat(32)),
        List.of(results),
        List.of());
  }

  static Check check(String id, Severity severity) {
    return new Check(
        id,
        "Only TLS 1.2 and 1.3 are offered",
        Set.of(Listener.C2S),
        severity,
        "why",
        "probed",
        Map.of("prosody", "ssl = {\n  protocol = \"tlsv1_2+\";\n}"),
        List.of(new Citation("RFC 9325", "3.1.1")),
        Set.of(),
        When.ALWAYS,
        new Expectation.Compare(
            TlsFacts.VERSIONS, List.of(new Only(FactValue.texts("TLSv1.2", "TLSv1.3")))),
        new Location("tls.yaml", 1, 1));
  }

  static Result pass(String id) {
    return at(OPEN, id, Severity.CRITICAL, State.PASS);
  }

  static Result fail(String id, Severity severity) {
    return at(OPEN, id, severity, State.FAIL);
  }

  static Result at(Endpoint endpoint, String id, Severity severity, State state) {
    FactState observed = new FactState.Observed(FactValue.texts("TLSv1.1", "TLSv1.2"), EVIDENCE);
    return new Result(
        check(id, severity),
        endpoint,
        state,
        null,
        "",
        List.of(
            new Comparison(
                TlsFacts.VERSIONS, "only TLSv1.2, TLSv1.3", observed, state == State.PASS)));
  }

  static Result unknown(String id, Severity severity) {
    return new Result(
        check(id, severity),
        CLOSED,
        State.UNKNOWN,
        REFUSED,
        "",
        List.of(
            new Comparison(
                TlsFacts.VERSIONS,
                "only TLSv1.2, TLSv1.3",
                new FactState.Unobserved(REFUSED),
                false)));
  }

  static Result notApplicable(String id) {
    return new Result(
        check(id, Severity.SUGGESTION),
        OPEN,
        State.NOT_APPLICABLE,
        null,
        "TLS 1.3 is not offered",
        List.of(
            new Comparison(
                TlsFacts.SUITES_TLS13,
                "not empty",
                new FactState.NotApplicable("TLS 1.3 is not offered"),
                false)));
  }

  /** Two listeners, and something in each of the ordinary states. */
  static Judged mixed() {
    return new Judged(
        judged(
            pass("starttls-required"),
            fail("tls-versions", Severity.CRITICAL),
            notApplicable("tls13-suites"),
            unknown("tls-versions", Severity.CRITICAL)),
        Verdict.NOT_COMPLIANT);
  }

  /** A scan that saw nothing and was interrupted. */
  static Judged failed() {
    return new Judged(judged(run(false, true)), Verdict.UNDECIDED);
  }

  /** Something accepted in every way, against a baseline; strangers have written this in it. */
  static Judged accepting(String text) {
    LocalDate today = LocalDate.of(2026, 11, 21);
    Report before =
        judged(
            fail("kept", Severity.WARNING),
            fail("mended", Severity.CRITICAL),
            fail(text + "-gone", Severity.SUGGESTION));
    Report now =
        judged(
            fail("kept", Severity.WARNING),
            pass("mended"),
            waived(fail(text + "-again", Severity.WARNING), text, today.minusDays(3)),
            waived(fail(text + "-soon", Severity.WARNING), text, today.plusDays(3)),
            waived(unknown(text + "-unseen", Severity.CRITICAL), text, null));
    return new Judged(Baseline.of(List.of(before)).compared(now), Verdict.NOT_COMPLIANT);
  }

  /** The result with a waiver that holds until the end of this day, or has expired. */
  static Result waived(Result result, String text, @Nullable LocalDate expires) {
    boolean holds = expires == null || expires.isAfter(LocalDate.of(2026, 11, 20));
    return new Result(
        result.check(),
        result.endpoint(),
        holds ? State.WAIVED : result.state(),
        result.reason(),
        result.because(),
        result.comparisons(),
        Optional.of(
            new Waiving(
                text, text, Optional.of(text), Optional.ofNullable(expires), result.state())));
  }

  /** A check in which every text is this. */
  private static Check saidCheck(String text) {
    return new Check(
        text,
        text,
        Set.of(Listener.C2S),
        Severity.WARNING,
        text,
        text,
        Map.of("prosody", text),
        List.of(new Citation(text, text)),
        Set.of(),
        When.ALWAYS,
        fail(text, Severity.WARNING).check().expectation(),
        new Location(text, 3, 5));
  }

  /** A report in which every text that can come from a stranger is this. */
  static Judged saying(String text) {
    Check check = saidCheck(text);
    FactState observed = new FactState.Observed(FactValue.texts(text, "TLSv1.2"), EVIDENCE);
    Reason reason = Reason.of(ReasonCode.STREAM_ERROR, text, text);
    Endpoint odd = new Endpoint(Listener.S2S, text, text);
    List<EndpointFacts> facts =
        List.of(
            EndpointFacts.of(
                odd,
                Map.of(
                    TlsFacts.VERSIONS,
                    observed,
                    TlsFacts.SUITES_TLS13,
                    new FactState.NotApplicable(text))));
    Report report =
        Report.ofFacts(
                new Report.Tool("prosody-probe", "1.2.3"),
                run(),
                facts,
                Map.of(EVIDENCE, new Evidence(EVIDENCE, List.of(Untrusted.of(text)), text)))
            .judged(
                new Report.PolicyReference(text, text, "ab".repeat(32)),
                List.of(
                    new Result(
                        check,
                        odd,
                        State.FAIL,
                        null,
                        "",
                        List.of(new Comparison(TlsFacts.VERSIONS, text, observed, false))),
                    new Result(check, odd, State.UNKNOWN, reason, "", List.of()),
                    new Result(check, odd, State.NOT_APPLICABLE, null, text, List.of())),
                List.of(check));
    return new Judged(report, Verdict.NOT_COMPLIANT);
  }
}
