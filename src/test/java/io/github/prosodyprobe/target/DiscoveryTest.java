package io.github.prosodyprobe.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.dns.StubResolver;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

class DiscoveryTest {

  private static final String SERVICE = "_xmpp-client._tcp.example.org.";
  private static final Set<AddressFamily> BOTH = EnumSet.allOf(AddressFamily.class);

  @Test
  void everyAddressOfEveryTargetIsAPlace() throws IOException {
    Discovered found =
        discover(
            BOTH,
            SERVICE + " SRV 20 0 5222 b.example.org.",
            SERVICE + " SRV 10 0 5222 a.example.org.",
            "a.example.org. A 192.0.2.1",
            "a.example.org. AAAA 2001:db8::1",
            "b.example.org. A 192.0.2.2");
    assertEquals(
        List.of("192.0.2.1:5222", "[2001:db8::1]:5222", "192.0.2.2:5222"), addresses(found));
    assertEquals("srv", foundBy(found));
    assertTrue(found.named().isEmpty());
  }

  @Test
  void withoutRecordsTheDomainItselfIsThePlace() throws IOException {
    Discovered found = discover(BOTH, "example.org. A 192.0.2.9");
    assertEquals(List.of("192.0.2.9:5222"), addresses(found));
    assertEquals("fallback", foundBy(found));
  }

  @Test
  void aRootTargetMeansThatThereIsNoPlace() throws IOException {
    Discovered found = discover(BOTH, SERVICE + " SRV 0 0 0 .", "example.org. A 192.0.2.9");
    assertEquals(List.of(), found.places());
    assertEquals("declined", foundBy(found));
  }

  @Test
  void anUnwantedFamilyIsNotLookedUp() throws IOException {
    String[] zone = {"example.org. A 192.0.2.9", "example.org. AAAA 2001:db8::9"};
    assertEquals(
        List.of("[2001:db8::9]:5222"), addresses(discover(Set.of(AddressFamily.IPV6), zone)));
    assertEquals(List.of("192.0.2.9:5222"), addresses(discover(Set.of(AddressFamily.IPV4), zone)));
  }

  @Test
  void aTargetWithoutAddressIsLostAndSaysWhy() throws IOException {
    Discovered found =
        discover(
            BOTH,
            SERVICE + " SRV 10 0 5222 gone.example.org.",
            SERVICE + " SRV 20 0 5222 empty.example.org.",
            "empty.example.org. TXT nothing");
    assertEquals(
        List.of(ReasonCode.DNS_NXDOMAIN, ReasonCode.DNS_NO_ADDRESS),
        found.places().stream().map(place -> ((Place.Lost) place).reason().code()).toList());
  }

  @Test
  void fiveHundredRecordsLeadToEightPlaces() throws IOException {
    String[] zone =
        IntStream.range(0, 500)
            .boxed()
            .flatMap(
                host ->
                    List.of(
                        SERVICE + " SRV 10 0 5222 h" + host + ".example.org.",
                        "h" + host + ".example.org. A 192.0." + host / 250 + "." + host % 250)
                        .stream())
            .toArray(String[]::new);
    Discovered found = discover(BOTH, zone);
    assertEquals(
        Discovery.PLACES, found.places().stream().filter(Place.Known.class::isInstance).count());
    assertTrue(found.places().size() < 20);
  }

  @Test
  void aResolverThatFailsIsNotANameWithoutService() throws IOException {
    try (var server =
        new ScriptedNameServer(
            (query, _) -> {
              var answer = ScriptedNameServer.reply(query);
              answer.getHeader().setRcode(Rcode.SERVFAIL);
              return answer.toWire();
            })) {
      Discovered found =
          Discovery.find(
              Domain.of("example.org"),
              List.of(),
              BOTH,
              StubResolver.at(server.address()),
              Deadline.in(Duration.ofSeconds(5)));
      Place.Lost lost = (Place.Lost) found.places().getFirst();
      assertEquals(ReasonCode.DNS_SERVFAIL, lost.reason().code());
      assertEquals("example.org:5222", lost.endpoint().address());
    }
  }

  @Test
  void theOperatorsWordReplacesTheRecords() throws IOException {
    try (var server = ScriptedNameServer.ofZone("host.example.org. A 10.0.0.7")) {
      Discovered found =
          Discovery.find(
              Domain.of("example.org"),
              List.of(Connect.of("c2s=host.example.org:15222"), Connect.of("c2s=[::1]:25222")),
              BOTH,
              StubResolver.at(server.address()),
              Deadline.in(Duration.ofSeconds(5)));
      assertEquals(List.of("10.0.0.7:15222", "[::1]:25222"), addresses(found));
      assertEquals(2, found.named().size());
      assertEquals("operator", foundBy(found));
    }
  }

  @Test
  void aListenerThatIsNotLookedForIsOnlyWhereTheOperatorSays() throws IOException {
    try (var server =
        ScriptedNameServer.ofZone("_xmpp-server._tcp.example.org. SRV 1 0 5269 a.example.org.")) {
      List<Connect> connects =
          List.of(new Connect(Listener.S2S, "192.0.2.5", 15269), Connect.of("c2s=192.0.2.5:5222"));
      Discovered found =
          Discovery.find(
              Domain.of("example.org"),
              connects,
              BOTH,
              StubResolver.at(server.address()),
              Deadline.in(Duration.ofSeconds(5)));
      assertEquals(List.of("192.0.2.5:5222", "192.0.2.5:15269"), addresses(found));
      assertEquals(0, server.queries());
      assertTrue(Discovery.isReplacedBy(connects));
      assertFalse(Discovery.isReplacedBy(connects.subList(0, 1)));
    }
  }

  @Test
  void directTlsIsWhereTheOperatorSaysAndLeavesC2sToTheRecords() throws IOException {
    try (var server = ScriptedNameServer.ofZone("example.org. A 192.0.2.9")) {
      Discovered found =
          Discovery.find(
              Domain.of("example.org"),
              List.of(Connect.of("c2s-direct=127.0.0.1:5223")),
              BOTH,
              StubResolver.at(server.address()),
              Deadline.in(Duration.ofSeconds(5)));
      assertEquals(List.of("192.0.2.9:5222", "127.0.0.1:5223"), addresses(found));
      assertEquals(1, found.named().size());
      assertEquals("fallback", foundBy(found));
    }
  }

  @Test
  void aListenerForServersIsFoundBesideTheOneForClients() throws IOException {
    try (var server = ScriptedNameServer.ofZone("example.org. A 192.0.2.9")) {
      Discovered found =
          Discovery.find(
              Domain.of("example.org"),
              List.of(Connect.of("s2s=10.0.0.7:15269")),
              BOTH,
              StubResolver.at(server.address()),
              Deadline.in(Duration.ofSeconds(5)));
      assertEquals(List.of("192.0.2.9:5222", "10.0.0.7:15269"), addresses(found));
      assertEquals(Set.of(new InetSocketAddress("10.0.0.7", 15_269)), found.named());
      assertEquals("fallback", foundBy(found));
    }
  }

  private static Discovered discover(Set<AddressFamily> families, String... zone)
      throws IOException {
    try (var server = ScriptedNameServer.ofZone(zone)) {
      return Discovery.find(
          Domain.of("example.org"),
          List.of(),
          families,
          StubResolver.at(server.address()),
          Deadline.in(Duration.ofSeconds(10)));
    }
  }

  private static List<String> addresses(Discovered found) {
    return found.places().stream().map(place -> place.endpoint().address()).toList();
  }

  private static String foundBy(Discovered found) {
    return switch (found.facts().state(DnsFacts.C2S_FOUND_BY)) {
      case FactState.Observed observed -> observed.value().toString();
      case FactState other -> other.toString();
    };
  }
}
