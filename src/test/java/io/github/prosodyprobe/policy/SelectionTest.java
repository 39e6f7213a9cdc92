package io.github.prosodyprobe.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.TlsFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static final Policy POLICY = BuiltIn.policy("prosody-recommended@1");

  @Test
  void anIdKeepsItsCheckOnAllListenersAndAsksForItsFactsOnly() throws PolicyException {
    Policy one = POLICY.only(Set.of("tls-versions"));
    assertEquals(List.of("tls-versions"), ids(one));
    assertEquals(5, one.checks().getFirst().listeners().size());
    assertEquals(Set.<Fact<?>>of(TlsFacts.VERSIONS), one.neededFacts());
    assertEquals(POLICY.sha256(), one.sha256());
  }

  @Test
  void aListenerKeepsOnlyWhatHoldsThere() throws PolicyException {
    Policy s2s = POLICY.only(Set.of("s2s"));
    s2s.checks().forEach(check -> assertEquals(Set.of(Listener.S2S), check.listeners()));
    assertTrue(ids(s2s).contains("tls-versions"));
    assertTrue(!ids(s2s).contains("legacy-auth-off"));
    assertEquals(s2s.neededFacts(), s2s.neededFacts(Listener.S2S));
    assertEquals(Set.of(), s2s.neededFacts(Listener.C2S));
  }

  @Test
  void skippingIsTheContrary() throws PolicyException {
    Policy rest = POLICY.skip(Set.of("tls", "certificate-key", "c2s-direct", "s2s"));
    assertTrue(ids(rest).stream().noneMatch(id -> id.startsWith("tls-")));
    assertTrue(!ids(rest).contains("certificate-key"));
    rest.checks().forEach(check -> assertTrue(!check.listeners().contains(Listener.C2S_DIRECT)));
    assertTrue(ids(rest).contains("certificate-names"));
  }

  @Test
  void whatIsOnlyWrongForOutsidersIsLeftOutByTheVantageItNeeds() throws PolicyException {
    Policy rest = POLICY.skip(Set.of("external"));
    assertTrue(!ids(rest).contains("component-port-closed"));
    assertTrue(rest.checks().stream().allMatch(check -> check.when().vantage().isEmpty()));
    assertTrue(ids(rest).contains("proxy65-guarded"));
  }

  @Test
  void aWordThatNamesNothingIsAnErrorWithASuggestion() {
    PolicyException refusal =
        assertThrows(
            PolicyException.class, () -> POLICY.only(Set.of("tls-version", "certificates")));
    assertEquals(
        List.of(
            "--only: 'certificates' is no check, tag or listener of prosody-recommended@1;"
                + " did you mean certificate?",
            "--only: 'tls-version' is no check, tag or listener of prosody-recommended@1;"
                + " did you mean tls-versions?"),
        refusal.problems().stream().map(PolicyProblem::toString).toList());
  }

  @Test
  void nothingLeftToCheckIsAnErrorAndNoPass() {
    Set<String> everything =
        Arrays.stream(Listener.values()).map(Listener::word).collect(Collectors.toSet());
    assertThrows(PolicyException.class, () -> POLICY.skip(everything));
  }

  private static List<String> ids(Policy policy) {
    return policy.checks().stream().map(Check::id).toList();
  }
}
