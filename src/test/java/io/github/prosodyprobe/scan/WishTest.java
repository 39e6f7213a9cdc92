package io.github.prosodyprobe.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.Vantage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scan=no                                | true",
        "SCAN=NO ; contact=mailto:x@example.org | true",
        "v=1;later=words;scan=no                | true",
        "scan=yes                               | false",
        "no                                     | false",
        "scan=no-thanks                         | false",
      })
  void nobodyIsDialledWhoWishesNotToBe(String record, boolean declined) throws IOException {
    Observations seen = scan(record);
    assertEquals(declined, reason(seen).code() == ReasonCode.DECLINED, reason(seen).toString());
    assertEquals(declined, seen.connectionsPlanned() == 0);
  }

  @Test
  void theContactIsShown() throws IOException {
    String detail = reason(scan("scan=no;contact=mailto:x@example.org")).detail().toString();
    assertTrue(detail.contains("contact mailto:x@example.org"), detail);
  }

  @Test
  void whoNamesAnAddressRunsTheServer() throws IOException {
    assertEquals(ReasonCode.TCP_REFUSED, reason(scan("scan=no", "c2s=127.0.0.1:1")).code());
  }

  private static Observations scan(String record, String... connects) throws IOException {
    try (ScriptedNameServer names =
        ScriptedNameServer.ofZone(
            "_xmpp-client._tcp.example.test. SRV 0 0 1 host.example.test.",
            "host.example.test. A 127.0.0.1",
            "_prosody-probe.example.test. TXT \"" + record + "\"")) {
      return Scans.run(
          Scans.request(
              Scans.target("example.test", List.of(), connects),
              names,
              Vantage.INTERNAL,
              Set.of(StreamFacts.STARTTLS),
              Set.of()));
    }
  }

  private static Reason reason(Observations seen) {
    return seen.facts().stream()
        .filter(facts -> facts.endpoint().listener() == Listener.C2S)
        .map(facts -> facts.states().get(StreamFacts.STARTTLS))
        .filter(FactState.Unobserved.class::isInstance)
        .map(state -> ((FactState.Unobserved) state).reason())
        .findFirst()
        .orElseThrow();
  }
}
