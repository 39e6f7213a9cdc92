package io.github.prosodyprobe.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.scan.Observations;
import io.github.prosodyprobe.scan.Scans;
import io.github.prosodyprobe.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that would make a prober knock at doors of its operator's network. */
class HostileRecordsTest {

  private static final Set<Fact<?>> OFFER = Set.of(StreamFacts.STARTTLS);
  private static final String CLIENT = "_xmpp-client._tcp.example.org. SRV 1 0 ";
  private static final String NO_SERVER = "_xmpp-server._tcp.example.org. SRV 0 0 0 .";

  private Counter counter;

  /** Listens at an address and hangs up on everybody. */
  private static final class Counter implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket();
    private final AtomicInteger accepted = new AtomicInteger();

    private Counter(InetSocketAddress address) throws IOException {
      listening.bind(address);
      Thread.ofVirtual().start(this::count);
    }

    private void count() {
      while (!listening.isClosed()) {
        try {
          listening.accept().close();
          accepted.incrementAndGet();
        } catch (IOException _) {
          // Closed at the end of the test.
        }
      }
    }

    private int port() {
      return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  @BeforeEach
  void listenAtEveryAddressOfThisMachine() throws IOException {
    counter = new Counter(new InetSocketAddress(0));
  }

  @AfterEach
  void close() throws IOException {
    counter.close();
  }

  @ParameterizedTest
  @CsvSource({
    "A, 127.0.0.1",
    "A, 127.8.8.8",
    "A, 0.0.0.0",
    "A, 10.0.0.1",
    "A, 169.254.169.254",
    "AAAA, ::1",
    "AAAA, ::ffff:127.0.0.1",
    "AAAA, ::127.0.0.1",
    "AAAA, 64:ff9b::7f00:1",
    "AAAA, fd00::1",
    "AAAA, fe80::1"
  })
  void aTargetInsideIsNotDialled(String type, String address) throws IOException {
    Observations seen =
        scan(
            Vantage.EXTERNAL,
            CLIENT + counter.port() + " localhost.",
            "localhost. " + type + " " + address);
    assertRefused(seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1.", "127.1.", "2130706433."})
  void anAddressInPlaceOfANameIsNotDialled(String target) throws IOException {
    assertNobodyCame(scan(Vantage.EXTERNAL, CLIENT + counter.port() + " " + target));
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 25, 6379})
  void aPortOfSomethingElseIsNotDialled(int port) throws IOException {
    assertRefused(scan(Vantage.EXTERNAL, CLIENT + port + " a.org.", "a.org. A 9.9.9.9"));
  }

  @Test
  void neitherIsATargetOfAFurtherHost() throws IOException {
    String[] zone = {
      "_xmpp-client._tcp.example.org. SRV 0 0 0 .",
      NO_SERVER,
      "_xmpp-server._tcp.muc.example.org. SRV 1 0 " + counter.port() + " inside.org.",
      "inside.org. A 127.0.0.1"
    };
    assertRefused(scan(Vantage.EXTERNAL, zone));
  }

  @Test
  void fromInsideTheSameTargetIsDialled() throws IOException {
    Observations seen =
        scan(Vantage.INTERNAL, CLIENT + counter.port() + " inside.org.", "inside.org. A 127.0.0.1");
    assertTrue(counter.accepted.get() > 0);
    assertTrue(seen.connectionsUsed() > 0);
  }

  @Test
  void whatTheOperatorNamesIsDialledAndNothingBesideIt() throws IOException {
    try (Counter named = new Counter(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      Target target = Scans.target("example.org", List.of(), "c2s=localhost:" + named.port());
      Observations seen =
          scan(
              target,
              Vantage.EXTERNAL,
              "localhost. A 127.0.0.1",
              "_xmpps-client._tcp.example.org. SRV 1 0 " + counter.port() + " localhost.",
              "_xmpp-server._tcp.example.org. SRV 1 0 " + counter.port() + " localhost.");
      assertTrue(named.accepted.get() > 0);
      assertNobodyCame(seen.connectionsUsed() - named.accepted.get());
    }
  }

  /** Whoever answers the second question with another address finds that it is never asked. */
  @Test
  void aNameThatLeadsElsewhereTheSecondTimeIsNotFollowed() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (Counter first = new Counter(new InetSocketAddress("127.0.0.1", 0));
        Counter second = new Counter(new InetSocketAddress("127.0.0.2", first.port()));
        ScriptedNameServer names =
            new ScriptedNameServer(
                (query, _) -> {
                  boolean address =
                      query.getQuestion().toString().startsWith("moving.org.\t\tIN\tA");
                  String last = address && asked.incrementAndGet() > 1 ? "2" : "1";
                  return ScriptedNameServer.zone(
                          query,
                          CLIENT + first.port() + " moving.org.",
                          "_xmpps-client._tcp.example.org. SRV 1 0 "
                              + first.port()
                              + " moving.org.",
                          NO_SERVER,
                          "moving.org. A 127.0.0." + last)
                      .toWire();
                })) {
      Scans.run(
          Scans.request(
              Scans.target("example.org", List.of()), names, Vantage.INTERNAL, OFFER, Set.of()));
      assertTrue(first.accepted.get() > 1, "two listeners are there");
      assertEquals(0, second.accepted.get());
    }
  }

  @Test
  void fiveHundredRecordsOfEachServiceAreNotFiveHundredConnections() throws IOException {
    String[] zone =
        Stream.of("_xmpp-client", "_xmpp-server", "_xmpp-server._tcp.muc", "_xmpp-server._tcp.chat")
            .map(name -> name.contains("._tcp.") ? name : name + "._tcp")
            .flatMap(
                name ->
                    IntStream.range(0, 500)
                        .mapToObj(
                            host ->
                                name + ".example.org. SRV 1 0 " + (10_000 + host) + " inside.org."))
            .toArray(String[]::new);
    Observations seen =
        scan(
            Vantage.EXTERNAL,
            Stream.concat(Stream.of(zone), Stream.of("inside.org. A 127.0.0.1"))
                .toArray(String[]::new));
    assertNobodyCame(seen);
    assertTrue(seen.connectionsPlanned() < 400, seen.connectionsPlanned() + " planned");
    assertTrue(seen.facts().size() < 60, seen.facts().size() + " endpoints");
  }

  @Test
  void aLoopOfAliasesEnds() throws IOException {
    Observations seen =
        scan(
            Vantage.EXTERNAL, CLIENT + "5222 a.org.", "a.org. CNAME b.org.", "b.org. CNAME a.org.");
    assertNobodyCame(seen);
    assertEquals(Set.of(ReasonCode.DNS_BAD_ANSWER), reasons(seen));
  }

  private Observations scan(Vantage vantage, String... zone) throws IOException {
    String[] records =
        Stream.of(zone).anyMatch(line -> line.startsWith("_xmpp-server._tcp.example.org."))
            ? zone
            : Stream.concat(Stream.of(NO_SERVER), Stream.of(zone)).toArray(String[]::new);
    return scan(Scans.target("example.org", List.of()), vantage, records);
  }

  private static Observations scan(Target target, Vantage vantage, String... zone)
      throws IOException {
    try (var names = ScriptedNameServer.ofZone(zone)) {
      return Scans.run(Scans.request(target, names, vantage, OFFER, Set.of()));
    }
  }

  private void assertRefused(Observations seen) {
    assertNobodyCame(seen);
    assertEquals(Set.of(ReasonCode.ADDRESS_REFUSED), reasons(seen));
  }

  private void assertNobodyCame(Observations seen) {
    assertNobodyCame(seen.connectionsUsed());
    assertTrue(seen.facts().size() > 1, "there is nothing that could have been dialled");
  }

  private void assertNobodyCame(int connectionsUsed) {
    assertEquals(0, connectionsUsed);
    assertEquals(0, counter.accepted.get());
  }

  private static Set<ReasonCode> reasons(Observations seen) {
    return seen.facts().stream()
        .filter(facts -> facts.endpoint().listener() != Listener.DNS)
        .map(EndpointFacts::states)
        .flatMap(states -> states.values().stream())
        .map(state -> ((FactState.Unobserved) state).reason().code())
        .collect(Collectors.toSet());
  }
}
