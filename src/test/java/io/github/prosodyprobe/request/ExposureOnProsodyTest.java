package io.github.prosodyprobe.request;

import static io.github.prosodyprobe.request.CatalogueOnProsodyTest.GUARDED;
import static io.github.prosodyprobe.request.CatalogueOnProsodyTest.GUARDED_IN_13;
import static io.github.prosodyprobe.request.CatalogueOnProsodyTest.OPEN_IN_13;
import static io.github.prosodyprobe.request.CatalogueOnProsodyTest.OPEN_TO_EVERYBODY;
import static io.github.prosodyprobe.request.CatalogueOnProsodyTest.OPEN_TO_LOOPBACK;
import static io.github.prosodyprobe.request.CatalogueOnProsodyTest.union;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.HttpFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.policy.BuiltInCatalogue;
import io.github.prosodyprobe.probe.ExposureProbe;
import io.github.prosodyprobe.probe.Findings;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.prosody.Outsiders;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What real servers show to outsiders and to neighbours, as the probe of a scan sees it. */
class ExposureOnProsodyTest {

  private static final List<String> COMPONENTS =
      List.of("conference", "upload", "old-upload", "pubsub");

  /** In 13 mod_bosh and mod_websocket bring mod_http_altconnect along. */
  private static final Set<String> HOST_META = Set.of("host-meta", "host-meta-json");

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theAuditedOldServerShowsItsStatus(ProsodyServer server) throws Exception {
    assertShowsItsStatus(server, Set.of());
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theAuditedServerShowsItsStatus(ProsodyServer server) throws Exception {
    assertShowsItsStatus(server, HOST_META);
  }

  private static void assertShowsItsStatus(ProsodyServer server, Set<String> more)
      throws Exception {
    Findings seen = outside(server, server.domain());
    assertEquals(
        union(Set.of("bosh", "front-page", "http-status", "websocket"), more),
        ids(seen, HttpFacts.ENDPOINTS_OPEN));
    assertEquals("none", Seen.of(seen, HttpFacts.OPENED_BY_FORGED_HEADERS));
    assertEquals("Prosody", Seen.of(seen, HttpFacts.SOFTWARE));
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void theRecommendedOldServerHidesIt(ProsodyServer server) throws Exception {
    assertHidesIt(server, Set.of());
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theRecommendedServerHidesIt(ProsodyServer server) throws Exception {
    assertHidesIt(server, HOST_META);
  }

  private static void assertHidesIt(ProsodyServer server, Set<String> more) throws Exception {
    InetSocketAddress https = Objects.requireNonNull(server.https());
    Findings inside = probe(Scheme.HTTPS, https, server.domain(), https.getPort());
    for (Findings seen : List.of(inside, outside(server, server.domain()))) {
      assertEquals(
          union(Set.of("bosh", "front-page", "websocket"), more),
          ids(seen, HttpFacts.ENDPOINTS_OPEN));
      assertEquals(Set.of("http-status"), ids(seen, HttpFacts.ENDPOINTS_GUARDED));
      for (Fact<TextSet> fact :
          List.of(
              HttpFacts.OPENED_BY_FORGED_HEADERS,
              HttpFacts.OPENED_BY_FOREIGN_HOST,
              HttpFacts.ENDPOINTS_WITHOUT_CHALLENGE,
              HttpFacts.DIRECTORY_LISTINGS)) {
        assertEquals("none", Seen.of(seen, fact), fact::name);
      }
    }
  }

  @Test
  @RealProsody(version = "0.12", config = "every-http-module")
  void tellsEveryEndpointOf012(ProsodyServer server) throws Exception {
    assertTells(server, union(OPEN_TO_EVERYBODY, Set.of("old-file-share")), GUARDED);
  }

  @Test
  @RealProsody(version = "13", config = "every-http-module")
  void tellsEveryEndpointOf13(ProsodyServer server) throws Exception {
    assertTells(server, union(OPEN_TO_EVERYBODY, OPEN_IN_13), union(GUARDED, GUARDED_IN_13));
    Findings seen = outside(server, server.domain());
    assertEquals(
        Set.of("oauth2-user-information"), ids(seen, HttpFacts.ENDPOINTS_WITHOUT_CHALLENGE));
  }

  private static void assertTells(ProsodyServer server, Set<String> open, Set<String> guarded)
      throws Exception {
    Set<String> openToOutsiders = new TreeSet<>();
    Set<String> guardedFromOutsiders = new TreeSet<>();
    for (String host : hosts(server)) {
      Findings seen = outside(server, host);
      openToOutsiders.addAll(ids(seen, HttpFacts.ENDPOINTS_OPEN));
      guardedFromOutsiders.addAll(ids(seen, HttpFacts.ENDPOINTS_GUARDED));
      assertEquals("none", Seen.of(seen, HttpFacts.OPENED_BY_FORGED_HEADERS), host);
    }
    assertEquals(open, openToOutsiders);
    assertEquals(union(guarded, OPEN_TO_LOOPBACK), guardedFromOutsiders);
    InetSocketAddress http = Objects.requireNonNull(server.http());
    Findings neighbour = probe(Scheme.HTTP, http, server.domain(), http.getPort());
    assertTrue(ids(neighbour, HttpFacts.ENDPOINTS_OPEN).containsAll(OPEN_TO_LOOPBACK));
  }

  private static List<String> hosts(ProsodyServer server) {
    List<String> hosts = new ArrayList<>();
    hosts.add(server.domain());
    COMPONENTS.forEach(name -> hosts.add(name + "." + server.domain()));
    return hosts;
  }

  private static Findings outside(ProsodyServer server, String host) throws Exception {
    InetSocketAddress http = Objects.requireNonNull(server.http());
    try (Outsiders outsiders = Outsiders.before(http)) {
      return probe(Scheme.HTTP, outsiders.address(), host, http.getPort());
    }
  }

  /** As at a listener of its own, where no gate says before what answers. */
  private static Findings probe(Scheme scheme, InetSocketAddress address, String host, int port)
      throws Exception {
    ProbeContext base = TestContexts.of(Listener.HTTPS, address, Duration.ofSeconds(30));
    ProbeContext context =
        new ProbeContext(
            base.endpoint(),
            base.address(),
            base.dialer(),
            base.deadline(),
            base.wanted(),
            base.trust(),
            base.clock(),
            "",
            Optional.of(new WebLocation(new Origin(scheme, host, port), "/")));
    Findings findings = new Findings();
    new ExposureProbe(BuiltInCatalogue.read(), new Random(1)).run(context, findings);
    return findings;
  }

  private static Set<String> ids(Findings findings, Fact<TextSet> fact) {
    return findings.states().get(fact) instanceof FactState.Observed(TextSet(var ids), _)
        ? new TreeSet<>(ids.stream().map(Object::toString).toList())
        : Set.of("not observed: " + Seen.of(findings, fact));
  }
}
