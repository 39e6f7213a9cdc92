package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real servers answer before TLS. */
class StreamProbesOnProsodyTest {

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theAuditedOldServerTakesPasswordsInClear(ProsodyServer server) throws Exception {
    assertClear(probe(server), "PLAIN, SCRAM-SHA-1");
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theAuditedServerTakesPasswordsInClear(ProsodyServer server) throws Exception {
    assertClear(probe(server), "OAUTHBEARER, PLAIN, SCRAM-SHA-1");
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void theRecommendedOldServerWantsTlsFirst(ProsodyServer server) throws Exception {
    assertProtected(probe(server));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theRecommendedServerWantsTlsFirst(ProsodyServer server) throws Exception {
    Findings seen = probe(server);
    assertProtected(seen);
    assertValue(seen, StreamFacts.LIMIT_MAX_BYTES, "10000");
  }

  private static void assertClear(Findings seen, String mechanisms) {
    assertValue(seen, StreamFacts.STARTTLS, "offered");
    assertValue(seen, SaslFacts.BEFORE_TLS, mechanisms);
    assertValue(seen, SaslFacts.PLAIN_BEFORE_TLS, "evaluated");
    assertValue(seen, SaslFacts.PLAIN_BEFORE_TLS_CONDITION, "not-authorized");
    assertValue(seen, StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS, "yes");
    assertValue(seen, StreamFacts.LEGACY_AUTH_BEFORE_TLS, "answers");
    assertAlike(seen);
  }

  private static void assertProtected(Findings seen) {
    assertValue(seen, StreamFacts.STARTTLS, "required");
    assertValue(seen, SaslFacts.BEFORE_TLS, "none");
    assertValue(seen, SaslFacts.PLAIN_BEFORE_TLS, "refused");
    assertValue(seen, SaslFacts.PLAIN_BEFORE_TLS_CONDITION, "encryption-required");
    assertValue(seen, StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS, "no");
    assertValue(seen, StreamFacts.LEGACY_AUTH_BEFORE_TLS, "refused");
    assertAlike(seen);
  }

  private static void assertAlike(Findings seen) {
    assertValue(seen, StreamFacts.STARTTLS_ANSWER, "proceed");
    assertValue(seen, StreamFacts.REGISTRATION_FORM_BEFORE_TLS, "refused");
    assertValue(seen, StreamFacts.FOREIGN_DOMAIN, "host-unknown");
    assertValue(seen, StreamFacts.INJECTION_DISCARDED, "yes");
  }

  private static void assertValue(Findings seen, Fact<?> fact, String expected) {
    assertEquals(expected, Seen.of(seen, fact), fact::name);
  }

  private static Findings probe(ProsodyServer server) throws Exception {
    SecureRandom random = new SecureRandom();
    Findings findings = new Findings();
    for (Probe probe :
        List.of(
            new StreamProbe(random),
            new ForeignDomainProbe(ProbeContext::connect, random),
            new InjectionProbe())) {
      probe.run(TestContexts.of(Listener.C2S, server.c2s()), findings);
    }
    return findings;
  }
}
