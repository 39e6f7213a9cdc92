package io.github.prosodyprobe.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.StunFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosedPortsTest {

  private static final FactState SEEN =
      new FactState.Observed(FactValue.text("required"), "evidence");

  private static EndpointFacts port(Listener listener, Fact<?> fact, ReasonCode end) {
    return facts(listener, "192.0.2.1", fact, unobserved(end));
  }

  private static EndpointFacts facts(
      Listener listener, String host, Fact<?> fact, FactState state) {
    return EndpointFacts.of(
        new Endpoint(listener, "example.org", host + ":" + (5000 + listener.ordinal())),
        Map.of(fact, state));
  }

  private static FactState unobserved(ReasonCode code) {
    return new FactState.Unobserved(Reason.of(code, "for a test"));
  }

  private static FactState judged(EndpointFacts port, Fact<?> fact, EndpointFacts... others) {
    List<EndpointFacts> all = new ArrayList<>(List.of(others));
    all.addFirst(port);
    return ClosedPorts.among(all).endpoints().getFirst().state(fact);
  }

  @ParameterizedTest
  @EnumSource(names = {"TCP_REFUSED", "TCP_RESET", "TCP_TIMEOUT", "TCP_UNREACHABLE"})
  void aPortIsClosedWhereAnotherListenerOfTheAddressAnswers(ReasonCode end) {
    EndpointFacts port = port(Listener.COMPONENT, PortFacts.ANSWER, end);
    EndpointFacts witness = facts(Listener.S2S, "192.0.2.1", StreamFacts.STARTTLS, SEEN);
    ClosedPorts judged = ClosedPorts.among(List.of(port, witness));
    assertTrue(
        judged.endpoints().getFirst().state(PortFacts.ANSWER)
                instanceof FactState.Observed(FactValue value, String evidence)
            && value.toString().equals("closed")
            && judged.evidence().containsKey(evidence));
  }

  @Test
  void withoutAWitnessNothingIsKnown() {
    FactState refused = unobserved(ReasonCode.TCP_REFUSED);
    EndpointFacts port = port(Listener.COMPONENT, PortFacts.ANSWER, ReasonCode.TCP_REFUSED);
    assertEquals(refused, judged(port, PortFacts.ANSWER));
    assertEquals(
        refused,
        judged(
            port,
            PortFacts.ANSWER,
            facts(Listener.C2S, "192.0.2.1", StreamFacts.STARTTLS, refused),
            facts(Listener.C2S, "192.0.2.11", StreamFacts.STARTTLS, SEEN),
            facts(Listener.HTTP, "192.0.2.1", PortFacts.ANSWER, SEEN)));
  }

  @Test
  void otherEndsAndOtherListenersStayWhatTheyAre() {
    EndpointFacts witness = facts(Listener.S2S, "192.0.2.1", StreamFacts.STARTTLS, SEEN);
    for (ReasonCode end : Set.of(ReasonCode.DEADLINE_EXCEEDED, ReasonCode.ADDRESS_REFUSED)) {
      EndpointFacts port = port(Listener.CONSOLE, PortFacts.ANSWER, end);
      assertEquals(unobserved(end), judged(port, PortFacts.ANSWER, witness));
    }
    EndpointFacts c2s = port(Listener.C2S, PortFacts.PROXY_HEADER_V1, ReasonCode.TCP_REFUSED);
    assertEquals(
        unobserved(ReasonCode.TCP_REFUSED), judged(c2s, PortFacts.PROXY_HEADER_V1, witness));
  }

  @Test
  void aStreamIsOpenedForThePortsAloneWhereNobodyWantsItsFacts() {
    Map<Listener, Set<Fact<?>>> ports = Map.of(Listener.COMPONENT, Set.of(PortFacts.ANSWER));
    assertEquals(
        Set.of(Listener.COMPONENT, Listener.C2S, Listener.S2S),
        ClosedPorts.withSources(ports).keySet());
    Map<Listener, Set<Fact<?>>> turn = Map.of(Listener.TURN, Set.of(StunFacts.BINDING));
    assertEquals(turn, ClosedPorts.withSources(turn));
  }
}
