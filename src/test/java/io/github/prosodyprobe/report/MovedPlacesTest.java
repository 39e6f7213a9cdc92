package io.github.prosodyprobe.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Difference.Kind;
import io.github.prosodyprobe.report.Differences.Scope;
import io.github.prosodyprobe.report.Finding.Novelty;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that was given another address. */
class MovedPlacesTest {

  private static final String OLD = "192.0.2.7:5222";
  private static final String OTHER = "192.0.2.8:5222";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // addresses before | addresses after, of which the first is looked at
        "192.0.2.7:5222 | 192.0.2.7:5222 | UNCHANGED",
        "192.0.2.7:5222 | 192.0.2.8:5222 | UNCHANGED",
        "[2001:db8::7]:5222 | [2001:db8::8]:5222 | UNCHANGED",
        "192.0.2.7:5222 [2001:db8::7]:5222 | 192.0.2.8:5222 [2001:db8::7]:5222 | UNCHANGED",
        // Another family, another port, and nobody knows which became which.
        "192.0.2.7:5222 | [2001:db8::8]:5222 | NEW",
        "192.0.2.7:5222 | 192.0.2.8:5223 | NEW",
        "192.0.2.7:5222 | 192.0.2.8:5222 192.0.2.7:5222 | NEW",
        "192.0.2.7:5222 192.0.2.9:5222 | 192.0.2.8:5222 | NEW",
        "xmpp.example.org:5222 | 192.0.2.8:5222 | NEW",
        "192.0.2.7:5222 | xmpp.example.org:5222 | NEW",
      })
  void failsAsBeforeWhereItWasAloneAndIsAlone(String before, String after, Novelty novelty) {
    Report old = report("TLSv1.2", State.FAIL, before.split(" "));
    Report now =
        Baseline.of(List.of(old)).compared(report("TLSv1.2", State.FAIL, after.split(" ")));
    assertEquals(novelty, now.results().getFirst().novelty().orElseThrow());
  }

  @Test
  void whatWasMendedWithTheMoveIsMendedAndNotGone() {
    Report old = report("TLSv1.2", State.FAIL, OLD);
    Since since =
        Baseline.of(List.of(old))
            .compared(report("TLSv1.2", State.PASS, OTHER))
            .since()
            .orElseThrow();
    assertAll(
        () -> assertEquals(1, since.mended().size()), () -> assertEquals(0, since.gone().size()));
  }

  @Test
  void aDifferenceTellsTheMoveAndWhatChangedBesideIt() {
    Difference same =
        Differences.between(
            report("TLSv1.2", State.FAIL, OLD), report("TLSv1.2", State.FAIL, OTHER), Scope.ALL);
    Difference worse =
        Differences.between(
            report("TLSv1.2", State.PASS, OLD), report("TLSv1.0", State.FAIL, OTHER), Scope.ALL);
    assertAll(
        () -> assertEquals(List.of(), same.results()),
        () -> assertEquals(List.of(), same.facts()),
        () ->
            assertEquals(
                List.of(Kind.REMOVED, Kind.ADDED),
                same.endpoints().stream().map(Difference.EndpointChange::kind).toList()),
        () -> assertEquals(Kind.WORSE, worse.results().getFirst().kind()),
        () -> assertEquals(OTHER, worse.facts().getFirst().endpoint().address()));
  }

  private static Report report(String version, State state, String... addresses) {
    FactState versions = new FactState.Observed(FactValue.texts(version), Samples.EVIDENCE);
    List<Endpoint> endpoints =
        Stream.of(addresses)
            .map(address -> new Endpoint(Listener.C2S, "example.org", address))
            .toList();
    return Report.ofFacts(
            Samples.look().tool(),
            Samples.run(),
            endpoints.stream()
                .map(endpoint -> EndpointFacts.of(endpoint, Map.of(TlsFacts.VERSIONS, versions)))
                .toList(),
            Samples.evidence())
        .judged(
            new Report.PolicyReference("recommended", "1", "ab".repeat(32)),
            endpoints.stream()
                .map(endpoint -> Samples.at(endpoint, "a", Severity.WARNING, state))
                .toList(),
            List.of());
  }
}
