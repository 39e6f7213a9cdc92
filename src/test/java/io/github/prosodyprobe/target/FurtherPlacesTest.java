package io.github.prosodyprobe.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.dns.StubResolver;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.net.AddressPolicy;
import io.github.prosodyprobe.net.AddressPolicy.Reach;
import io.github.prosodyprobe.net.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FurtherPlacesTest {

  private static final Set<Listener> WEB =
      EnumSet.of(Listener.HTTPS, Listener.BOSH, Listener.WEBSOCKET);

  private static final String[] ZONE = {
    "_xmpp-client._tcp.example.org. SRV 0 0 5222 a.example.org.",
    "_stun._udp.example.org. SRV 0 0 3478 turn.example.org.",
    "_turn._udp.example.org. SRV 0 0 3478 turn.example.org.",
    "a.example.org. A 192.0.2.1",
    "a.example.org. AAAA 2001:db8::1",
    "turn.example.org. A 192.0.2.9"
  };

  private final List<String> zone = new ArrayList<>(List.of(ZONE));
  private final List<Domain> hosts = new ArrayList<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  @Test
  void theAddressesOfStreamsHavePortsForInsiders() throws IOException {
    assertEquals(
        List.of(
            "component 192.0.2.1:5347",
            "console 192.0.2.1:5582",
            "http 192.0.2.1:5280",
            "proxy65 192.0.2.1:5000",
            "component [2001:db8::1]:5347",
            "console [2001:db8::1]:5582",
            "http [2001:db8::1]:5280",
            "proxy65 [2001:db8::1]:5000",
            "turn 192.0.2.9:3478"),
        further());
  }

  @Test
  void whatTheOperatorNamesStandsAlone() throws IOException {
    assertEquals(List.of(), further("c2s=127.0.0.1:5222", "component=127.0.0.1:1234"));
    assertEquals(
        List.of("component 192.0.2.1:5347", "http 192.0.2.1:5280", "proxy65 192.0.2.1:5000"),
        further("console=127.0.0.1:1234", "turn=127.0.0.1:3478").stream()
            .filter(place -> !place.contains("["))
            .toList());
  }

  @Test
  void theWebSideIsGuessedToBeAtTheStreamsAndAtTheDomainItself() throws IOException {
    assertEquals(
        List.of(
            "https 192.0.2.1:5281",
            "bosh 192.0.2.1:5281",
            "websocket 192.0.2.1:5281",
            "bosh 192.0.2.1:5280",
            "websocket 192.0.2.1:5280"),
        web().stream().filter(place -> !place.contains("[")).toList());
    assertEquals(List.of(), web("https=192.0.2.5:443"));
    assertEquals(List.of(), web("c2s=192.0.2.5:5222"));
  }

  @Test
  void theDomainsOwnAddressIsLookedUpForTheWebSideOnly() throws IOException {
    further(listener -> listener != Listener.C2S);
    assertFalse(asked.contains("example.org."), asked::toString);
    web("https=192.0.2.5:443");
    assertFalse(asked.contains("example.org."), asked::toString);
    web();
    assertTrue(asked.contains("example.org."), asked::toString);
  }

  @Test
  void theDomainsOwnAddressMayServeTheWebAtTheOrdinaryPorts() throws IOException {
    zone.add("example.org. A 192.0.2.7");
    assertEquals(
        List.of(
            "https 192.0.2.7:443",
            "bosh 192.0.2.7:443",
            "websocket 192.0.2.7:443",
            "http 192.0.2.7:80"),
        own());
    assertEquals(
        List.of("https 192.0.2.7:443", "bosh 192.0.2.7:443", "websocket 192.0.2.7:443"),
        own("http=192.0.2.7:8080"));
    assertEquals(List.of(), own("bosh=http://192.0.2.7:8080/"));
  }

  @Test
  void aFurtherHostIsAskedForWhereTheDomainsWebIsAndAtItsOwnAddresses() throws IOException {
    zone.add("files.example.net. A 192.0.2.8");
    hosts.add(Domain.of("files.example.net"));
    Predicate<Listener> leftOut = listener -> listener != Listener.HTTPS;
    assertEquals(
        List.of("https 192.0.2.1:5281", "https 192.0.2.8:443"),
        ofHosts(leftOut.and(listener -> listener != Listener.C2S)));
    assertEquals(List.of("https 192.0.2.5:443"), ofHosts(leftOut, "https=https://192.0.2.5/"));
    assertEquals(
        List.of(
            "http 192.0.2.1:5280",
            "https 192.0.2.1:5281",
            "https 192.0.2.8:443",
            "http 192.0.2.8:80"),
        ofHosts(_ -> false));
    assertEquals(
        List.of("http 192.0.2.5:8080", "https 192.0.2.1:5281", "https 192.0.2.8:443"),
        ofHosts(_ -> false, "http=192.0.2.5:8080"));
    for (String web : List.of("https", "bosh", "websocket")) {
      assertFalse(
          ofHosts(_ -> false, web + "=https://192.0.2.5/").stream()
              .anyMatch(place -> place.contains("192.0.2.8")),
          web);
    }
    hosts.clear();
    web();
    assertFalse(asked.contains("files.example.net."), asked::toString);
  }

  private List<String> ofHosts(Predicate<Listener> leftOut, String... connects) throws IOException {
    return places(leftOut, connects).stream()
        .filter(place -> place.endpoint().domain().equals("files.example.net"))
        .map(place -> place.endpoint().toString())
        .filter(place -> !place.contains("["))
        .toList();
  }

  private List<String> own(String... connects) throws IOException {
    return further(listener -> !WEB.contains(listener) && listener != Listener.HTTP, connects)
        .stream()
        .filter(place -> place.contains("192.0.2.7:"))
        .toList();
  }

  private List<String> further(String... connects) throws IOException {
    return further(WEB::contains, connects);
  }

  private List<String> web(String... connects) throws IOException {
    return further(listener -> !WEB.contains(listener) && listener != Listener.C2S, connects);
  }

  private List<String> further(Predicate<Listener> leftOut, String... connects) throws IOException {
    return places(leftOut, connects).stream().map(place -> place.endpoint().toString()).toList();
  }

  private List<Place> places(Predicate<Listener> leftOut, String... connects) throws IOException {
    asked.clear();
    try (ScriptedNameServer server =
        new ScriptedNameServer(
            (query, _) -> {
              asked.add(query.getQuestion().getName().toString());
              return ScriptedNameServer.zone(query, zone.toArray(String[]::new)).toWire();
            })) {
      NameService names = StubResolver.at(server.address());
      Target target =
          new Target(
              Domain.of("example.org"),
              hosts,
              Stream.of(connects).map(Connect::of).toList(),
              EnumSet.allOf(AddressFamily.class));
      Deadline deadline = Deadline.in(Duration.ofSeconds(10));
      Function<Listener, Set<Fact<?>>> wanted =
          listener ->
              listener == Listener.S2S || leftOut.test(listener)
                  ? Set.of()
                  : Set.copyOf(FactRegistry.all());
      Discovered streams = Discovery.find(target, wanted, names, deadline);
      Discovered all =
          FurtherPlaces.beside(
              streams,
              target,
              wanted,
              new AddressPolicy(Reach.PRIVATE_TOO, Set.of()),
              names,
              deadline);
      assertEquals(streams.places(), all.places().subList(0, streams.places().size()));
      return all.places().stream().skip(streams.places().size()).toList();
    }
  }
}
