package io.github.prosodyprobe.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.StubResolver;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.ExternalFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.probe.IdentifiedPeer;
import io.github.prosodyprobe.probe.NoIdentityProbe;
import io.github.prosodyprobe.probe.PeerIdentity;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.target.Place;
import io.github.prosodyprobe.target.Target;
import io.github.prosodyprobe.tls.ClientCredential;
import io.github.prosodyprobe.tls.TrustStore;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IdentificationPlanTest {

  private static final Set<Fact<?>> WANTED = Set.of(ExternalFacts.EXTERNAL_LOGIN);
  private static final Place CLIENTS = place(Listener.C2S, "example.test", 1);
  private static final Place COMPONENT = place(Listener.S2S, "conference.example.test", 2);
  private static final Place LOST =
      new Place.Lost(
          new Endpoint(Listener.S2S, "example.test", "gone.example.test:5269"),
          Reason.of(ReasonCode.DNS_NXDOMAIN, "for a test"));
  private static final Place FIRST = place(Listener.S2S, "example.test", 3);
  private static final Place SECOND = place(Listener.S2S, "example.test", 4);
  private static final Place DIRECT = place(Listener.S2S_DIRECT, "example.test", 5);

  @Test
  void oneLoginIsTriedInAScan() {
    assertEquals(
        List.of("", "no-identity", "no-identity", "identified-peer", "no-identity", "no-identity"),
        added("peer.test", CLIENTS, COMPONENT, LOST, FIRST, SECOND, DIRECT));
  }

  @Test
  void directTlsWillDo() {
    assertEquals(List.of("identified-peer"), added("peer.test", DIRECT));
  }

  @Test
  void nobodyLogsInAsAHostThatIsAsked() {
    assertEquals(
        List.of("no-identity", "no-identity"), added("conference.example.test", FIRST, COMPONENT));
  }

  @Test
  void nothingIsTriedWithoutIdentity() {
    assertEquals(List.of("no-identity", ""), added("", FIRST, CLIENTS));
  }

  /** What comes to the plan of each place. */
  private static List<String> added(String identity, Place... places) {
    List<ListenerPlan> plans =
        List.of(places).stream()
            .map(
                place ->
                    new ListenerPlan(
                        place, gate(), List.of(), Optional.empty(), Optional.empty(), Map.of()))
            .toList();
    return new IdentificationPlan(request(identity), plans)
        .extended().stream()
            .map(plan -> plan.probes().stream().map(Probe::name).collect(Collectors.joining()))
            .toList();
  }

  private static Probe gate() {
    return new NoIdentityProbe("stands for any probe");
  }

  private static Place place(Listener listener, String domain, int port) {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
    return new Place.Known(
        new Endpoint(listener, domain, "127.0.0.1:" + port), address, "127.0.0.1");
  }

  private static ScanRequest request(String identity) {
    return new ScanRequest(
        new Target(
            Domain.of("example.test"), List.of(), List.of(), EnumSet.allOf(AddressFamily.class)),
        StubResolver.ofSystem(),
        Vantage.EXTERNAL,
        Duration.ofSeconds(10),
        new TrustStore(Set.of()),
        "",
        Optional.of(identity)
            .filter(domain -> !domain.isEmpty())
            .map(
                domain ->
                    new IdentifiedPeer(
                        new PeerIdentity(domain),
                        ClientCredential.selfSigned(domain, Instant.now()))),
        Map.of(Listener.S2S, WANTED, Listener.S2S_DIRECT, WANTED),
        new Catalogue(List.of()),
        Clock.systemUTC());
  }
}
