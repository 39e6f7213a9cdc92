package io.github.prosodyprobe.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.dns.StubResolver;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

class DiscoveryTest {

  private static final String SERVICE = "_xmpp-client._tcp.example.org.";
  private static final String NO_SERVERS = "_xmpp-server._tcp.example.org. SRV 0 0 0 .";
  private static final Set<AddressFamily> BOTH = EnumSet.allOf(AddressFamily.class);
  private static final Domain EXAMPLE = Domain.of("example.org");
  private static final Function<Listener, Set<Fact<?>>> EVERY_FACT =
      _ -> Set.copyOf(FactRegistry.all());

  private static final String[] EVERYTHING = {
    "_xmpp-client._tcp.example.org. SRV 1 0 5222 a.example.org.",
    "_xmpps-client._tcp.example.org. SRV 1 0 5223 a.example.org.",
    "_xmpp-server._tcp.example.org. SRV 1 0 5269 a.example.org.",
    "_xmpps-server._tcp.example.org. SRV 1 0 5270 a.example.org.",
    "a.example.org. A 192.0.2.1",
  };

  @Test
  void everyAddressOfEveryTargetIsAPlace() throws IOException {
    Discovered found =
        discover(
            BOTH,
            SERVICE + " SRV 20 0 5222 b.example.org.",
            SERVICE + " SRV 10 0 5222 a.example.org.",
            "a.example.org. A 192.0.2.1",
            "a.example.org. AAAA 2001:db8::1",
            "b.example.org. A 192.0.2.2",
            NO_SERVERS);
    assertEquals(
        List.of("192.0.2.1:5222", "[2001:db8::1]:5222", "192.0.2.2:5222"), addresses(found));
    assertEquals("srv", foundBy(found));
    assertTrue(found.named().isEmpty());
  }

  @Test
  void withoutRecordsTheDomainItselfIsThePlace() throws IOException {
    Discovered found = discover(BOTH, "example.org. A 192.0.2.9", NO_SERVERS);
    assertEquals(List.of("192.0.2.9:5222"), addresses(found));
    assertEquals("fallback", foundBy(found));
  }

  @Test
  void aRootTargetMeansThatThereIsNoPlace() throws IOException {
    Discovered found =
        discover(BOTH, SERVICE + " SRV 0 0 0 .", "example.org. A 192.0.2.9", NO_SERVERS);
    assertEquals(List.of(), found.places());
    assertEquals("declined", foundBy(found));
  }

  @Test
  void anUnwantedFamilyIsNotLookedUp() throws IOException {
    String[] zone = {"example.org. A 192.0.2.9", "example.org. AAAA 2001:db8::9", NO_SERVERS};
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
            "empty.example.org. TXT nothing",
            NO_SERVERS);
    assertEquals(
        List.of(ReasonCode.DNS_NXDOMAIN, ReasonCode.DNS_NO_ADDRESS),
        found.places().stream().map(place -> ((Place.Lost) place).reason().code()).toList());
  }

  @Test
  void fiveHundredRecordsLeadToEightPlaces() throws IOException {
    Stream<String> zone =
        IntStream.range(0, 500)
            .boxed()
            .flatMap(
                host ->
                    Stream.of(
                        SERVICE + " SRV 10 0 5222 h" + host + ".example.org.",
                        "h" + host + ".example.org. A 192.0." + host / 250 + "." + host % 250));
    try (var server =
        ScriptedNameServer.ofZone(
            Stream.concat(zone, Stream.of(NO_SERVERS)).toArray(String[]::new))) {
      Discovered found = discover(server, connecting());
      assertEquals(
          Discovery.PLACES, found.places().stream().filter(Place.Known.class::isInstance).count());
      Place.Lost beyond = (Place.Lost) found.places().getLast();
      assertEquals(ReasonCode.BUDGET_EXCEEDED, beyond.reason().code());
      assertEquals(Discovery.PLACES + 1, found.places().size());
      assertTrue(server.queries() < 50, server.queries() + " queries");
    }
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
      Discovered found = discover(server, connecting());
      Place.Lost lost = (Place.Lost) found.places().getFirst();
      assertEquals(ReasonCode.DNS_SERVFAIL, lost.reason().code());
      assertEquals("example.org:5222", lost.endpoint().address());
    }
  }

  @Test
  void theOperatorsWordReplacesTheRecords() throws IOException {
    try (var server = ScriptedNameServer.ofZone("host.example.org. A 10.0.0.7")) {
      Discovered found =
          discover(server, connecting("c2s=host.example.org:15222", "c2s=[::1]:25222"));
      assertEquals(List.of("10.0.0.7:15222", "[::1]:25222"), addresses(found));
      assertEquals(2, found.named().size());
      assertEquals("operator", foundBy(found));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2s", "c2s-direct", "s2s"})
  void oneNamedListenerReplacesTheRecordsOfAllFour(String listener) throws IOException {
    try (var server = ScriptedNameServer.ofZone(EVERYTHING)) {
      Discovered found = discover(server, connecting(listener + "=10.0.0.7:1234"));
      assertEquals(List.of("10.0.0.7:1234"), addresses(found));
      assertEquals(Set.of(new InetSocketAddress("10.0.0.7", 1234)), found.named());
      assertEquals(0, server.queries());
      for (Service service : Service.values()) {
        String expected =
            service.listener().word().equals(listener) ? "operator" : Discovery.REPLACED;
        assertEquals(expected, state(found, service.foundBy()));
      }
    }
  }

  @Test
  void eachServiceHasRecordsOfItsOwn() throws IOException {
    Discovered found = discover(BOTH, EVERYTHING);
    assertEquals(
        List.of(
            "c2s 192.0.2.1:5222",
            "c2s-direct 192.0.2.1:5223",
            "s2s 192.0.2.1:5269",
            "s2s-direct 192.0.2.1:5270"),
        endpoints(found));
    for (Service service : Service.values()) {
      assertEquals("srv", state(found, service.foundBy()));
    }
  }

  @Test
  void directTlsIsNowhereWithoutRecords() throws IOException {
    Discovered found = discover(BOTH, "example.org. A 192.0.2.9");
    assertEquals(List.of("c2s 192.0.2.9:5222", "s2s 192.0.2.9:5269"), endpoints(found));
    assertEquals("fallback", state(found, DnsFacts.S2S_FOUND_BY));
    assertEquals("absent", state(found, DnsFacts.C2S_DIRECT_FOUND_BY));
    assertEquals("absent", state(found, DnsFacts.S2S_DIRECT_FOUND_BY));
  }

  @Test
  void aListenerOfWhichNobodyWantsAFactIsNotLookedFor() throws IOException {
    try (var server = ScriptedNameServer.ofZone(EVERYTHING)) {
      Target target = new Target(EXAMPLE, List.of(Domain.of("muc.example.org")), List.of(), BOTH);
      Discovered found =
          find(
              server,
              target,
              listener -> listener == Listener.C2S ? Set.of(StreamFacts.STARTTLS) : Set.of());
      assertEquals(List.of("c2s 192.0.2.1:5222"), endpoints(found));
      assertEquals(3, server.queries());
    }
  }

  @Test
  void noQuestionIsAskedTwice() throws IOException {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    List<String> again = new CopyOnWriteArrayList<>();
    ScriptedNameServer.Script script =
        (query, _) -> {
          String question = query.getQuestion().getName() + " " + query.getQuestion().getType();
          if (!asked.add(question)) {
            again.add(question);
          }
          return ScriptedNameServer.zone(query, EVERYTHING).toWire();
        };
    try (var server = new ScriptedNameServer(script)) {
      NameService names = StubResolver.at(server.address());
      Deadline deadline = Deadline.in(Duration.ofSeconds(10));
      Discovered found = Discovery.find(connecting(), EVERY_FACT, names, deadline);
      DomainRecords.look(
          EXAMPLE,
          Set.of(DnsFacts.SRV_TARGETS_WITHOUT_ADDRESS, DnsFacts.SRV_ALIAS_TARGETS),
          names,
          deadline);
      assertEquals(4, found.places().size());
      assertEquals(List.of(), again);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void furtherHostsAreFoundAsOtherServersFindThem() throws IOException {
    Target target =
        new Target(
            EXAMPLE,
            List.of(Domain.of("rooms.example.net"), Domain.of("files.example.org")),
            List.of(),
            BOTH);
    try (var server =
        ScriptedNameServer.ofZone(
            "_xmpp-client._tcp.example.org. SRV 0 0 0 .",
            "_xmpp-server._tcp.example.org. SRV 0 0 0 .",
            "_xmpp-server._tcp.rooms.example.net. SRV 1 0 5269 a.example.org.",
            "_xmpps-server._tcp.rooms.example.net. SRV 1 0 5270 a.example.org.",
            "_xmpp-server._tcp.upload.example.org. SRV 1 0 5269 a.example.org.",
            "conference.example.org. A 192.0.2.3",
            "files.example.org. A 192.0.2.2",
            "a.example.org. A 192.0.2.1")) {
      Discovered found = discover(server, target);
      assertEquals(
          List.of(
              "s2s rooms.example.net 192.0.2.1:5269",
              "s2s-direct rooms.example.net 192.0.2.1:5270",
              "s2s files.example.org 192.0.2.2:5269",
              "s2s upload.example.org 192.0.2.1:5269"),
          endpoints(found));
      assertEquals("upload.example.org", state(found, DnsFacts.HOSTS_FOUND));
    }
  }

  @Test
  void furtherHostsAreAskedWhereTheOperatorSaysThatS2sIs() throws IOException {
    Target target =
        new Target(
            EXAMPLE,
            List.of(Domain.of("rooms.example.org")),
            List.of(Connect.of("c2s=10.0.0.7:15222"), Connect.of("s2s=10.0.0.7:15269")),
            BOTH);
    try (var server = ScriptedNameServer.ofZone(EVERYTHING)) {
      assertEquals(
          List.of(
              "c2s 10.0.0.7:15222", "s2s 10.0.0.7:15269", "s2s rooms.example.org 10.0.0.7:15269"),
          endpoints(discover(server, target)));
      assertEquals(0, server.queries());
    }
  }

  @Test
  void aFurtherHostThatIsNowhereIsNotLeftOutWithoutAWord() throws IOException {
    Target target =
        new Target(
            EXAMPLE,
            List.of(Domain.of("rooms.example.org")),
            List.of(Connect.of("c2s=10.0.0.7:15222")),
            BOTH);
    try (var server = ScriptedNameServer.ofZone()) {
      Place.Lost lost = (Place.Lost) discover(server, target).places().getLast();
      assertEquals("s2s rooms.example.org rooms.example.org", lost.endpoint().named("example.org"));
    }
  }

  @Test
  void twoHostsWithOneAddressAreOnePlace() throws IOException {
    Discovered found =
        discover(
            BOTH,
            SERVICE + " SRV 10 0 5222 a.example.org.",
            SERVICE + " SRV 20 0 5222 b.example.org.",
            "_xmpp-server._tcp.example.org. SRV 0 0 0 .",
            "a.example.org. A 192.0.2.1",
            "b.example.org. A 192.0.2.1");
    assertEquals(List.of("192.0.2.1:5222"), addresses(found));
  }

  @Test
  void anInterruptEndsTheLookingAndIsNotForgotten() throws IOException {
    try (var server = new ScriptedNameServer((_, _) -> null)) {
      Thread.currentThread().interrupt();
      Discovered found = assertTimeout(Duration.ofSeconds(2), () -> discover(server, connecting()));
      assertTrue(Thread.interrupted());
      assertEquals(
          Set.of(ReasonCode.INTERRUPTED),
          found.places().stream()
              .map(place -> ((Place.Lost) place).reason().code())
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void beneathStreamsOverHttpsIsAWebServer() throws IOException {
    assertEquals(
        List.of("bosh 192.0.2.7:8443", "websocket 192.0.2.7:8443", "https 192.0.2.7:8443"),
        web("bosh=https://192.0.2.7:8443/http-bind", "websocket=wss://192.0.2.7:8443/ws"));
    assertEquals(
        List.of("https 192.0.2.7:443", "bosh 192.0.2.7:443"),
        web("https=192.0.2.7:443", "bosh=https://192.0.2.7/http-bind"));
    assertEquals(List.of("bosh 192.0.2.7:5280"), web("bosh=http://192.0.2.7:5280/http-bind"));
  }

  @Test
  void theWebServerHasTheNameThatTheUrlHas() throws IOException {
    try (var server = ScriptedNameServer.ofZone("chat.example.com. A 192.0.2.7")) {
      Discovered found = discover(server, connecting("bosh=https://chat.example.com/http-bind"));
      Place.Known https =
          found.places().stream()
              .filter(place -> place.endpoint().listener() == Listener.HTTPS)
              .map(Place.Known.class::cast)
              .findFirst()
              .orElseThrow();
      assertEquals("https://chat.example.com/", https.location().orElseThrow().toString());
      assertEquals("example.org", https.endpoint().domain());
    }
  }

  @Test
  void anotherUrlBehindOnePortIsNotLeftOutWithoutAWord() throws IOException {
    try (var server =
        ScriptedNameServer.ofZone("a.example. A 192.0.2.7", "b.example. A 192.0.2.7")) {
      List<Place> places =
          discover(server, connecting("https=https://a.example/", "https=https://b.example/"))
              .places()
              .stream()
              .filter(place -> place.endpoint().listener() == Listener.HTTPS)
              .toList();
      assertEquals(
          List.of("https 192.0.2.7:443", "https b.example:443"),
          places.stream().map(place -> place.endpoint().toString()).toList());
      assertTrue(
          places.getLast() instanceof Place.Lost(_, Reason reason)
              && reason.code() == ReasonCode.NOT_PROBED
              && reason.detail().raw().contains("https://a.example/"),
          places::toString);
    }
  }

  /** The listeners of the web that the operator's words lead to. */
  private static List<String> web(String... connects) throws IOException {
    try (var server = ScriptedNameServer.ofZone(NO_SERVERS)) {
      return endpoints(discover(server, connecting(connects))).stream()
          .filter(place -> place.contains("192.0.2.7"))
          .toList();
    }
  }

  private static Target connecting(String... connects) {
    return new Target(EXAMPLE, List.of(), Stream.of(connects).map(Connect::of).toList(), BOTH);
  }

  private static Discovered discover(Set<AddressFamily> families, String... zone)
      throws IOException {
    try (var server = ScriptedNameServer.ofZone(zone)) {
      return discover(server, new Target(EXAMPLE, List.of(), List.of(), families));
    }
  }

  private static Discovered discover(ScriptedNameServer server, Target target) {
    return find(server, target, EVERY_FACT);
  }

  private static Discovered find(
      ScriptedNameServer server, Target target, Function<Listener, Set<Fact<?>>> wanted) {
    return Discovery.find(
        target, wanted, StubResolver.at(server.address()), Deadline.in(Duration.ofSeconds(10)));
  }

  private static List<String> endpoints(Discovered found) {
    return found.places().stream().map(place -> place.endpoint().named("example.org")).toList();
  }

  private static List<String> addresses(Discovered found) {
    return found.places().stream().map(place -> place.endpoint().address()).toList();
  }

  private static String foundBy(Discovered found) {
    return state(found, DnsFacts.C2S_FOUND_BY);
  }

  private static String state(Discovered found, Fact<?> fact) {
    return switch (found.facts().state(fact)) {
      case FactState.Observed observed -> observed.value().toString();
      case FactState.NotApplicable(String because) -> because;
      case FactState.Unobserved(Reason reason) -> reason.word();
    };
  }
}
