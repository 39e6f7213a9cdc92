package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.policy.BuiltIn;
import io.github.prosodyprobe.policy.Evaluation;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What real servers grant over BOSH, in clear text and inside TLS, and how that is judged. */
class BoshOnProsodyTest {

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theAuditedOldServer(ProsodyServer server) throws Exception {
    assertAudited(server, "PLAIN, SCRAM-SHA-1");
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theAuditedServer(ProsodyServer server) throws Exception {
    assertAudited(server, "OAUTHBEARER, PLAIN, SCRAM-SHA-1");
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void theRecommendedOldServer(ProsodyServer server) throws Exception {
    assertRecommended(server);
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theRecommendedServer(ProsodyServer server) throws Exception {
    assertRecommended(server);
  }

  private static void assertAudited(ProsodyServer server, String mechanisms) throws Exception {
    Findings clear = clear(server);
    assertSeen(clear, BoshFacts.MECHANISMS, mechanisms);
    assertSeen(clear, BoshFacts.MECHANISMS_BEHIND_FORGED_PROTO, mechanisms);
    assertSeen(clear, StreamFacts.LEGACY_AUTH_BEFORE_TLS, "answers");
    assertSeen(clear, StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS, "yes");
    assertFails(clear, "http", server, "bosh-cleartext-refused", "legacy-auth-off");
    Findings secure = secure(server);
    assertSeen(secure, BoshFacts.MECHANISMS, mechanisms);
    assertSeen(secure, StreamFacts.LEGACY_AUTH_AFTER_TLS, "answers");
    assertFails(secure, "https", server, "legacy-auth-off");
  }

  private static void assertRecommended(ProsodyServer server) throws Exception {
    Findings clear = clear(server);
    assertSeen(clear, BoshFacts.MECHANISMS, "none");
    assertSeen(clear, BoshFacts.MECHANISMS_BEHIND_FORGED_PROTO, "none");
    assertSeen(clear, StreamFacts.LEGACY_AUTH_BEFORE_TLS, "refused");
    assertFails(clear, "http", server);
    Findings secure = secure(server);
    assertSeen(secure, BoshFacts.MECHANISMS, "SCRAM-SHA-256");
    assertSeen(secure, StreamFacts.LEGACY_AUTH_AFTER_TLS, "refused");
    assertFails(secure, "https", server);
  }

  private static Findings clear(ProsodyServer server) throws Exception {
    Findings findings = new Findings();
    new BoshProbe(new SecureRandom())
        .run(BoshProbeTest.context("http", Objects.requireNonNull(server.http())), findings);
    assertSeen(findings, BoshFacts.ENCRYPTED, "no");
    return granted(findings);
  }

  private static Findings secure(ProsodyServer server) throws Exception {
    Findings findings = new Findings();
    new BoshProbe(new SecureRandom())
        .run(BoshProbeTest.context("https", Objects.requireNonNull(server.https())), findings);
    assertSeen(findings, BoshFacts.ENCRYPTED, "yes");
    return granted(findings);
  }

  private static Findings granted(Findings findings) {
    assertSeen(findings, BoshFacts.SESSION, "granted");
    assertSeen(findings, BoshFacts.WAIT, "60");
    assertSeen(findings, BoshFacts.HOLD, "1");
    assertSeen(findings, BoshFacts.REQUESTS, "2");
    assertSeen(findings, BoshFacts.INACTIVITY, "60");
    assertSeen(findings, BoshFacts.POLLING, "5");
    assertSeen(findings, BoshFacts.VERSION, "1.6");
    assertSeen(findings, BoshFacts.CHANNEL_BINDING, "no");
    assertSeen(findings, StreamFacts.FOREIGN_DOMAIN, "improper-addressing");
    assertSeen(findings, StreamFacts.REGISTRATION, "closed");
    return findings;
  }

  /** These checks fail, and none of the others is left open. */
  private static void assertFails(
      Findings findings, String scheme, ProsodyServer server, String... checks) throws Exception {
    var address = scheme.equals("http") ? server.http() : server.https();
    var endpoint = BoshProbeTest.context(scheme, Objects.requireNonNull(address)).endpoint();
    var results =
        Evaluation.of(
            BuiltIn.policy("prosody-recommended@1").only(Set.of("bosh")),
            Set.of(EndpointFacts.of(endpoint, findings.states())),
            Vantage.EXTERNAL,
            Instant.now());
    assertEquals(
        new TreeSet<>(Set.of(checks)),
        results.stream()
            .filter(result -> result.state() == State.FAIL || result.state() == State.UNKNOWN)
            .map(result -> result.check().id())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static void assertSeen(Findings seen, Fact<?> fact, String expected) {
    assertEquals(expected, Seen.of(seen, fact), fact::name);
  }
}
