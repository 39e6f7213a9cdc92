package io.github.prosodyprobe.scan;

import static io.github.prosodyprobe.fact.CertificateFacts.SHA256;
import static io.github.prosodyprobe.fact.ConsistencyFacts.SAME_CERTIFICATE;
import static io.github.prosodyprobe.fact.ConsistencyFacts.SUITES_DRIFT;
import static io.github.prosodyprobe.fact.ConsistencyFacts.VERSIONS_DRIFT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.TlsFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsistencyTest {

  private static final Set<Fact<?>> ALL = Set.of(SAME_CERTIFICATE, VERSIONS_DRIFT, SUITES_DRIFT);
  private static final FactState DOWN =
      new FactState.Unobserved(Reason.of(ReasonCode.TCP_REFUSED, "for a test"));

  private static EndpointFacts at(
      Listener listener, String domain, FactState certificate, FactState versions) {
    return EndpointFacts.of(
        new Endpoint(listener, domain, "192.0.2.1:" + listener.ordinal()),
        Map.of(SHA256, certificate, TlsFacts.VERSIONS, versions));
  }

  private static EndpointFacts at(Listener listener, String certificate, String... versions) {
    return at(
        listener,
        "example.org",
        seen(FactValue.text(certificate)),
        seen(FactValue.texts(versions)));
  }

  private static FactState seen(FactValue value) {
    return new FactState.Observed(value, "evidence");
  }

  /** The states of one fact, in the order of the endpoints. */
  private static List<String> states(Fact<?> fact, EndpointFacts... endpoints) {
    return Consistency.compared(Arrays.asList(endpoints), _ -> ALL).stream()
        .map(
            facts ->
                switch (facts.state(fact)) {
                  case FactState.Observed(var value, var evidence) -> {
                    assertEquals("evidence", evidence);
                    yield value.toString();
                  }
                  case FactState.NotApplicable _ -> "not applicable";
                  case FactState.Unobserved(var reason) -> reason.word();
                })
        .toList();
  }

  @Test
  void theSameEverywhereIsNoDrift() {
    EndpointFacts[] endpoints = {
      at(Listener.C2S, "aa", "TLSv1.2", "TLSv1.3"), at(Listener.S2S, "aa", "TLSv1.2", "TLSv1.3")
    };
    assertEquals(List.of("yes", "yes"), states(SAME_CERTIFICATE, endpoints));
    assertEquals(List.of("none", "none"), states(VERSIONS_DRIFT, endpoints));
  }

  @Test
  void whatIsNotEverywhereIsNamedWhereItIs() {
    EndpointFacts[] endpoints = {
      at(Listener.C2S, "aa", "TLSv1.2", "TLSv1.3"),
      at(Listener.C2S_DIRECT, "bb", "TLSv1.1", "TLSv1.2"),
      at(Listener.S2S, "aa", "TLSv1.2")
    };
    assertEquals(List.of("no", "no", "no"), states(SAME_CERTIFICATE, endpoints));
    assertEquals(
        List.of(
            "TLSv1.3, not at c2s-direct 192.0.2.1:2, s2s 192.0.2.1:3",
            "TLSv1.1, not at c2s 192.0.2.1:1, s2s 192.0.2.1:3",
            "none"),
        states(VERSIONS_DRIFT, endpoints));
  }

  @Test
  void oneAloneHasNothingToBeComparedWith() {
    EndpointFacts c2s = at(Listener.C2S, "aa", "TLSv1.3");
    EndpointFacts elsewhere =
        at(
            Listener.S2S,
            "other.example",
            seen(FactValue.text("bb")),
            seen(FactValue.texts("TLSv1.2")));
    assertEquals(
        List.of("not applicable", "not applicable"), states(SAME_CERTIFICATE, c2s, elsewhere));
  }

  @Test
  void aListenerThatIsDownIsUnknownAndTakesNothingFromTheOthers() {
    EndpointFacts down = at(Listener.C2S_DIRECT, "example.org", DOWN, DOWN);
    EndpointFacts c2s = at(Listener.C2S, "aa", "TLSv1.3");
    EndpointFacts s2s = at(Listener.S2S, "aa", "TLSv1.3");
    assertEquals(List.of("yes", "tcp-refused", "yes"), states(SAME_CERTIFICATE, c2s, down, s2s));
    assertEquals(List.of("not applicable", "tcp-refused"), states(VERSIONS_DRIFT, c2s, down));
  }

  @Test
  void onlyWhatIsWantedIsComparedAndOnlyWhereItWasLookedFor() {
    EndpointFacts records =
        EndpointFacts.of(
            new Endpoint(Listener.DNS, "example.org", "example.org"),
            Map.of(DnsFacts.C2S_FOUND_BY, seen(FactValue.text("srv"))));
    List<EndpointFacts> compared =
        Consistency.compared(
            List.of(records, at(Listener.C2S, "aa"), at(Listener.S2S, "aa")),
            _ -> Set.of(SAME_CERTIFICATE));
    assertEquals(records, compared.getFirst());
    assertFalse(compared.get(1).states().containsKey(VERSIONS_DRIFT));
    assertEquals(
        Set.of(SAME_CERTIFICATE, SHA256), Consistency.withSources(Set.of(SAME_CERTIFICATE)));
  }
}
