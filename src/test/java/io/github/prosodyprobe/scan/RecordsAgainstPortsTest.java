package io.github.prosodyprobe.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ServerStreamFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import io.github.prosodyprobe.target.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scans servers whose records lead to the right ports, to wrong ones, or to further hosts. */
class RecordsAgainstPortsTest {

  private static final Set<Fact<?>> KIND = Set.of(DnsFacts.SRV_WRONG_KIND);

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void recordsThatLeadToTheWrongPortsAreNamed012(ProsodyServer server) throws IOException {
    assertKinds(server);
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void recordsThatLeadToTheWrongPortsAreNamed13(ProsodyServer server) throws IOException {
    assertKinds(server);
  }

  private static void assertKinds(ProsodyServer server) throws IOException {
    assertEquals(
        "none",
        kinds(
            server.domain(),
            record("_xmpp-client", server.c2s()),
            record("_xmpps-client", server.c2sDirect()),
            record("_xmpp-server", server.s2s()),
            record("_xmpps-server", server.s2sDirect())));
    assertEquals(
        "_xmpp-client "
            + server.c2sDirect().getPort()
            + " host.test"
            + ", _xmpps-client "
            + server.c2s().getPort()
            + " host.test",
        kinds(
            server.domain(),
            record("_xmpp-client", server.c2sDirect()),
            record("_xmpps-client", server.c2s()),
            record("_xmpp-server", server.s2s())));
    InetSocketAddress https = Objects.requireNonNull(server.https());
    assertEquals(
        "_xmpp-server " + https.getPort() + " host.test",
        kinds(server.domain(), record("_xmpp-server", https)));
  }

  @Test
  void aPortThatIsNoXmppIsNamed() throws IOException {
    try (ScriptedServer web =
        ScriptedServer.playing(
            peer -> {
              peer.socket().getInputStream().read(new byte[2048]);
              peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
            })) {
      assertEquals(
          "_xmpp-client " + web.address().getPort() + " host.test",
          kinds("example.test", record("_xmpp-client", web.address())));
      assertEquals(
          "_xmpps-client " + web.address().getPort() + " host.test",
          kinds("example.test", record("_xmpps-client", web.address())));
    }
  }

  @Test
  void aPortThatDoesNotAnswerIsUnknown() throws IOException {
    try (ScriptedServer closing = ScriptedServer.playing(_ -> {})) {
      String kinds = kinds("example.test", record("_xmpp-client", closing.address()));
      assertTrue(kinds.startsWith("tcp-"), kinds);
    }
  }

  @Test
  void withoutRecordsThereIsNothingToBeOfAKind() throws IOException {
    assertEquals("not applicable", kinds("example.test", "host.test. A 127.0.0.1"));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void aFurtherHostIsAskedForWhatIsItsOwn(ProsodyServer server) throws IOException {
    Target target =
        Scans.target(
            server.domain(),
            List.of("conference." + server.domain()),
            "s2s=127.0.0.1:" + server.s2s().getPort(),
            "s2s-direct=127.0.0.1:" + server.s2sDirect().getPort());
    try (var names = ScriptedNameServer.ofZone()) {
      Observations seen =
          Scans.run(
              Scans.request(
                  target, names, Vantage.EXTERNAL, Set.copyOf(FactRegistry.all()), Set.of()));
      for (Listener listener : List.of(Listener.S2S, Listener.S2S_DIRECT)) {
        EndpointFacts own = facts(seen, listener, server.domain());
        EndpointFacts host = facts(seen, listener, "conference." + server.domain());
        for (Fact<?> fact :
            List.of(
                ServerStreamFacts.WITHOUT_CERTIFICATE,
                ServerStreamFacts.SELF_SIGNED,
                CertificateFacts.IDENTITY)) {
          assertTrue(host.state(fact) instanceof FactState.Observed, fact + " " + host.state(fact));
        }
        for (Fact<?> fact : List.of(TlsFacts.VERSIONS, StreamFacts.FOREIGN_DOMAIN)) {
          assertTrue(own.state(fact) instanceof FactState.Observed, fact + " " + own.state(fact));
          assertEquals(
              new FactState.NotApplicable(
                  "it is looked at with " + server.domain() + " at the same port"),
              host.state(fact));
        }
        assertEquals(List.of(), sharedEvidence(own, host));
      }
    }
  }

  private static EndpointFacts facts(Observations seen, Listener listener, String domain) {
    return seen.facts().stream()
        .filter(facts -> facts.endpoint().listener() == listener)
        .filter(facts -> facts.endpoint().domain().equals(domain))
        .findFirst()
        .orElseThrow();
  }

  /** Ids of exchanges that both refer to, though each has its own. */
  private static List<String> sharedEvidence(EndpointFacts one, EndpointFacts other) {
    List<String> shared = new ArrayList<>(evidence(one));
    shared.retainAll(evidence(other));
    return shared;
  }

  private static List<String> evidence(EndpointFacts facts) {
    return facts.states().values().stream()
        .filter(FactState.Observed.class::isInstance)
        .map(state -> ((FactState.Observed) state).evidence())
        .distinct()
        .toList();
  }

  private static String record(String service, InetSocketAddress address) {
    return service + "._tcp.DOMAIN. SRV 1 0 " + address.getPort() + " host.test.";
  }

  private static String kinds(String domain, String... records) throws IOException {
    List<String> zone = new ArrayList<>();
    for (String record : records) {
      zone.add(record.replace("DOMAIN", domain));
    }
    zone.add("host.test. A 127.0.0.1");
    try (var names = ScriptedNameServer.ofZone(zone.toArray(String[]::new))) {
      Observations seen =
          Scans.run(
              Scans.request(
                  Scans.target(domain, List.of()),
                  names,
                  Vantage.INTERNAL,
                  Set.of(StreamFacts.STARTTLS),
                  KIND));
      assertEquals(List.of(), seen.bugs());
      return switch (seen.facts().getFirst().state(DnsFacts.SRV_WRONG_KIND)) {
        case FactState.Observed observed -> observed.value().toString();
        case FactState.NotApplicable _ -> "not applicable";
        case FactState.Unobserved unobserved -> unobserved.reason().word();
      };
    }
  }
}
