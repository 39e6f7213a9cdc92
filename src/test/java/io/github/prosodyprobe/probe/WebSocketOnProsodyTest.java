package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.WebSocketFacts;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What real servers offer over WebSocket. */
class WebSocketOnProsodyTest {

  private static final String NO_FEATURES = "stream-error:undefined-condition";

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theAuditedOldServerTakesPasswordsInClear(ProsodyServer server) throws Exception {
    assertAudited(server, "PLAIN, SCRAM-SHA-1", "PLAIN, SCRAM-SHA-1");
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theAuditedServerTakesPasswordsInClear(ProsodyServer server) throws Exception {
    String mechanisms = "OAUTHBEARER, PLAIN, SCRAM-SHA-1";
    assertAudited(server, mechanisms, mechanisms + ", SCRAM-SHA-1-PLUS");
  }

  private static void assertAudited(ProsodyServer server, String inClear, String insideTls)
      throws Exception {
    Findings clear = probe(server, Scheme.HTTP);
    assertValue(clear, WebSocketFacts.STREAM, "features");
    assertValue(clear, WebSocketFacts.MECHANISMS, inClear);
    assertValue(clear, WebSocketFacts.MECHANISMS_FORGED_HEADER, inClear);
    assertValue(clear, StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS, "yes");
    assertValue(clear, StreamFacts.LEGACY_AUTH_BEFORE_TLS, "answers");
    assertValue(clear, StreamFacts.REGISTRATION_FORM_BEFORE_TLS, "refused");
    Findings secure = probe(server, Scheme.HTTPS);
    assertSecure(secure, insideTls);
    assertValue(secure, StreamFacts.LEGACY_AUTH_AFTER_TLS, "answers");
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void theRecommendedOldServerOffersNothingInClear(ProsodyServer server) throws Exception {
    assertRecommended(server, "SCRAM-SHA-256");
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theRecommendedServerOffersNothingInClear(ProsodyServer server) throws Exception {
    assertRecommended(server, "SCRAM-SHA-256, SCRAM-SHA-256-PLUS");
  }

  /** Its proxies are none of ours, so that the forged header changes nothing. */
  private static void assertRecommended(ProsodyServer server, String insideTls) throws Exception {
    Findings clear = probe(server, Scheme.HTTP);
    assertValue(clear, WebSocketFacts.ENCRYPTED, "no");
    assertValue(clear, WebSocketFacts.SUBPROTOCOL, "chosen");
    assertValue(clear, WebSocketFacts.STREAM, NO_FEATURES);
    assertValue(clear, WebSocketFacts.MECHANISMS, "none");
    assertValue(clear, WebSocketFacts.MECHANISMS_FORGED_HEADER, "none");
    assertValue(clear, WebSocketFacts.WITHOUT_SUBPROTOCOL, "refused:501");
    assertEquals(Set.of(), unobserved(clear));
    Findings secure = probe(server, Scheme.HTTPS);
    assertSecure(secure, insideTls);
    assertValue(secure, StreamFacts.LEGACY_AUTH_AFTER_TLS, "refused");
  }

  private static void assertSecure(Findings seen, String mechanisms) {
    assertValue(seen, WebSocketFacts.ENCRYPTED, "yes");
    assertValue(seen, WebSocketFacts.SUBPROTOCOL, "chosen");
    assertValue(seen, WebSocketFacts.STREAM, "features");
    assertValue(seen, WebSocketFacts.MECHANISMS, mechanisms);
    String binding = mechanisms.contains("-PLUS") ? "yes" : "no";
    assertValue(seen, WebSocketFacts.CHANNEL_BINDING, binding);
    assertValue(seen, WebSocketFacts.WITHOUT_SUBPROTOCOL, "refused:501");
    assertValue(seen, WebSocketFacts.FOREIGN_ORIGIN, "switched");
    assertValue(seen, StreamFacts.REGISTRATION_FORM_AFTER_TLS, "refused");
    assertEquals(Set.of(), unobserved(seen));
  }

  private static void assertValue(Findings seen, Fact<?> fact, String expected) {
    assertEquals(expected, Seen.of(seen, fact), fact::name);
  }

  private static Set<Fact<?>> unobserved(Findings seen) {
    return seen.states().entrySet().stream()
        .filter(entry -> entry.getValue() instanceof FactState.Unobserved)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Findings probe(ProsodyServer server, Scheme scheme) throws Exception {
    InetSocketAddress address =
        Objects.requireNonNull(scheme == Scheme.HTTPS ? server.https() : server.http());
    WebLocation location =
        new WebLocation(new Origin(scheme, server.domain(), address.getPort()), "/xmpp-websocket");
    Findings findings = new Findings();
    ProbeContext context = TestContexts.of(Listener.WEBSOCKET, address, location);
    new WebSocketProbe(new SecureRandom()).run(context, findings);
    new WebSocketUpgradeProbe().run(context, findings);
    return findings;
  }
}
