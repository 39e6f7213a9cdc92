package io.github.prosodyprobe.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.dns.StubResolver;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class DomainRecordsTest {

  private static final Domain DOMAIN = Domain.of("chat.example.org");

  /** One mistake of each kind, and beside it what is right. */
  private static final String[] ZONE = {
    "_xmpp-client._tcp.chat.example.org. SRV 5 0 5222 good.example.org.",
    "_xmpp-client._tcp.chat.example.org. SRV 9 0 5222 good.example.org.",
    "_xmpp-client._tcp.chat.example.org. SRV 9 0 5222 six.example.org.",
    "_xmpps-client._tcp.chat.example.org. SRV 5 0 5223 alias.example.org.",
    "_xmpp-server._tcp.chat.example.org. SRV 5 0 5269 gone.example.org.",
    "_xmpps-server._tcp.chat.example.org. SRV 5 0 5270 good.example.org.",
    "_xmpps-server._tcp.chat.example.org. SRV 0 0 0 .",
    "good.example.org. A 192.0.2.1",
    "six.example.org. AAAA 2001:db8::1",
    "alias.example.org. CNAME good.example.org.",
    "_5270._tcp.good.example.org. TLSA 3 1 1 0123456789abcdef",
    "_xmppconnect.chat.example.org. TXT _xmpp-client-xbosh=http://example.org/",
    "example.org. CAA 0 issue \"ca.example\"",
    "org. CAA 0 issue \"another.example\"",
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dns.srv-xmpps-client             | 5 0 5223 alias.example.org.
          dns.srv-xmpp-server              | 5 0 5269 gone.example.org.
          dns.srv-xmpps-server             | 0 0 0 ., 5 0 5270 good.example.org.
          dns.srv-alias-targets            | alias.example.org
          dns.srv-targets-without-address  | gone.example.org
          dns.srv-declined-and-offered     | _xmpps-server
          dns.srv-repeated                 | _xmpp-client 5222 good.example.org
          dns.tlsa                         | _5270._tcp.good.example.org 3 1 1 0123456789ABCDEF
          dns.xmppconnect                  | _xmpp-client-xbosh=http://example.org/
          dns.caa                          | 0 issue "ca.example"
          """)
  void tellsWhatIsWrongWithTheRecords(String fact, String seen) throws Exception {
    assertEquals(seen, observed(look(ZONE), fact));
  }

  @Test
  void recordsInOrderLeaveNothingToSay() throws Exception {
    Map<String, FactState> states =
        look("_xmpp-client._tcp.chat.example.org. SRV 5 0 5222 a.org.", "a.org. AAAA 2001:db8::1");
    for (String fact :
        Set.of(
            "dns.srv-alias-targets",
            "dns.srv-targets-without-address",
            "dns.srv-declined-and-offered",
            "dns.srv-repeated",
            "dns.tlsa",
            "dns.caa",
            "dns.xmppconnect")) {
      assertEquals("none", observed(states, fact), fact);
    }
  }

  @Test
  void withoutSrvRecordsThereIsNothingToBeSaneOrSigned() throws Exception {
    Map<String, FactState> states = look("chat.example.org. A 192.0.2.1");
    assertInstanceOf(FactState.NotApplicable.class, states.get("dns.srv-alias-targets"));
    assertInstanceOf(FactState.NotApplicable.class, states.get("dns.dnssec"));
    assertEquals("none", observed(states, "dns.srv-xmpp-server"));
  }

  @Test
  void whoMayCertifyADomainThatDoesNotExistIsNoQuestion() throws Exception {
    assertEquals(ReasonCode.DNS_NXDOMAIN, reason(look("chat.example.net. A 192.0.2.1"), "dns.caa"));
    assertEquals("none", observed(look("chat.example.org. A 192.0.2.1"), "dns.caa"));
  }

  @Test
  void aFailedQuestionSaysNothingAndLeavesTheOthersAlone() throws Exception {
    ScriptedNameServer.Script script =
        (query, _) -> {
          Message answer = ScriptedNameServer.reply(query);
          if (query.getQuestion().getType() == Type.CAA
              || query.getQuestion().getName().toString().startsWith("_xmpps-server")) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
          }
          return answer.toWire();
        };
    try (var server = new ScriptedNameServer(script)) {
      Map<String, FactState> states = byName(look(server, DomainRecords.FACTS));
      assertEquals(ReasonCode.DNS_SERVFAIL, reason(states, "dns.caa"));
      assertEquals(ReasonCode.DNS_SERVFAIL, reason(states, "dns.srv-xmpps-server"));
      assertEquals(ReasonCode.DNS_SERVFAIL, reason(states, "dns.srv-alias-targets"));
      assertEquals(ReasonCode.DNS_SERVFAIL, reason(states, "dns.dnssec"));
      assertEquals("none", observed(states, "dns.xmppconnect"));
      assertEquals("none", observed(states, "dns.srv-xmpp-server"));
    }
  }

  @Test
  void moreTargetsThanAnybodyNeedsAreNotLookedUp() throws Exception {
    String[] zone =
        IntStream.range(0, 50)
            .mapToObj(host -> "_xmpp-server._tcp.chat.example.org. SRV 1 0 5269 h" + host + ".org.")
            .toArray(String[]::new);
    try (var server = ScriptedNameServer.ofZone(zone)) {
      Map<String, FactState> states = byName(look(server, DomainRecords.FACTS));
      assertEquals(ReasonCode.BUDGET_EXCEEDED, reason(states, "dns.srv-targets-without-address"));
      assertTrue(server.queries() < 30, server.queries() + " queries");
    }
  }

  @Test
  void onlyWhatIsWantedIsLookedUp() throws Exception {
    try (var server = ScriptedNameServer.ofZone(ZONE)) {
      assertEquals(Map.of(), look(server, Set.of()).states());
      assertEquals(0, server.queries());
      assertEquals(
          Set.of(DnsFacts.XMPPCONNECT),
          look(server, Set.of(DnsFacts.XMPPCONNECT)).states().keySet());
      assertEquals(1, server.queries());
    }
  }

  @Test
  void aSilentResolverIsGivenUpAtTheDeadline() throws Exception {
    try (var server = new ScriptedNameServer((_, _) -> null)) {
      DomainRecords records =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () ->
                  DomainRecords.look(
                      DOMAIN,
                      DomainRecords.FACTS,
                      StubResolver.at(server.address()),
                      Deadline.in(Duration.ofMillis(300))));
      assertEquals(DomainRecords.FACTS, records.states().keySet());
      byName(records)
          .forEach(
              (fact, state) ->
                  assertEquals(
                      ReasonCode.DNS_TIMEOUT,
                      assertInstanceOf(FactState.Unobserved.class, state, fact).reason().code()));
    }
  }

  @Test
  void theOperatorsWordLeavesNothingToBeUnknown() {
    DomainRecords records = DomainRecords.replaced(DOMAIN, DomainRecords.FACTS);
    assertEquals(DomainRecords.FACTS, records.states().keySet());
    assertTrue(
        records.states().values().stream().allMatch(FactState.NotApplicable.class::isInstance));
  }

  @Test
  void everyObservationHasItsEvidence() throws Exception {
    try (var server = ScriptedNameServer.ofZone(ZONE)) {
      DomainRecords records = look(server, DomainRecords.FACTS);
      Set<String> ids = records.evidence().stream().map(Evidence::id).collect(Collectors.toSet());
      for (FactState state : records.states().values()) {
        if (state instanceof FactState.Observed(_, String evidence)) {
          assertTrue(ids.contains(evidence), evidence);
        }
      }
    }
  }

  private static Map<String, FactState> look(String... zone)
      throws IOException, InterruptedException {
    try (var server = ScriptedNameServer.ofZone(zone)) {
      return byName(look(server, DomainRecords.FACTS));
    }
  }

  private static DomainRecords look(ScriptedNameServer server, Set<Fact<?>> wanted)
      throws InterruptedException {
    return DomainRecords.look(
        DOMAIN, wanted, StubResolver.at(server.address()), Deadline.in(Duration.ofSeconds(10)));
  }

  private static Map<String, FactState> byName(DomainRecords records) {
    return records.states().entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
  }

  private static String observed(Map<String, FactState> states, String fact) {
    return assertInstanceOf(FactState.Observed.class, states.get(fact), fact).value().toString();
  }

  private static ReasonCode reason(Map<String, FactState> states, String fact) {
    return assertInstanceOf(FactState.Unobserved.class, states.get(fact), fact).reason().code();
  }
}
