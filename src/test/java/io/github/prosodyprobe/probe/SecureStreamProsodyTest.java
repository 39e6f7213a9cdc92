package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import io.github.prosodyprobe.tls.TrustStore;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the streams inside TLS show of real servers. */
class SecureStreamProsodyTest {

  @Test
  @RealProsody(version = "13", config = "default")
  void prosody13OutOfTheBox(ProsodyServer server) throws Exception {
    assertShown(
        server,
        Map.ofEntries(
            Map.entry(
                SaslFacts.MECHANISMS_AFTER_TLS,
                "OAUTHBEARER, PLAIN, SCRAM-SHA-1, SCRAM-SHA-1-PLUS"),
            Map.entry(SaslFacts.BINDINGS_TLS12, "tls-unique"),
            Map.entry(SaslFacts.BINDINGS_TLS13, "tls-exporter"),
            Map.entry(SaslFacts.BINDINGS_WORKING_TLS12, "tls-unique"),
            Map.entry(SaslFacts.BINDINGS_WORKING_TLS13, "tls-exporter"),
            Map.entry(SaslFacts.BINDINGS_BROKEN, "none"),
            Map.entry(SaslFacts.SASL2, "no"),
            Map.entry(StreamFacts.LEGACY_AUTH_AFTER_TLS, "refused"),
            Map.entry(StreamFacts.REGISTRATION_FEATURE_AFTER_TLS, "yes"),
            Map.entry(StreamFacts.REGISTRATION_FORM_AFTER_TLS, "form"),
            Map.entry(StreamFacts.REGISTRATION, "closed"),
            Map.entry(StreamFacts.SOFTWARE_INFERRED, "Prosody 13 or newer (inferred)"),
            Map.entry(CertificateFacts.TRUST, "trusted"),
            Map.entry(CertificateFacts.IDENTITY, "dns"),
            Map.entry(CertificateFacts.PURPOSES, "clientAuth, serverAuth")));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void prosody13AsRecommended(ProsodyServer server) throws Exception {
    assertShown(
        server,
        Map.of(
            SaslFacts.MECHANISMS_AFTER_TLS, "SCRAM-SHA-256, SCRAM-SHA-256-PLUS",
            SaslFacts.BINDINGS_WORKING_TLS12, "tls-server-end-point, tls-unique",
            SaslFacts.BINDINGS_WORKING_TLS13, "tls-exporter, tls-server-end-point",
            SaslFacts.BINDINGS_BROKEN, "none",
            StreamFacts.REGISTRATION, "closed"));
  }

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void prosody012AsAudited(ProsodyServer server) throws Exception {
    assertShown(
        server,
        Map.of(
            SaslFacts.MECHANISMS_TLS12, "PLAIN, SCRAM-SHA-1, SCRAM-SHA-1-PLUS",
            SaslFacts.MECHANISMS_TLS13, "PLAIN, SCRAM-SHA-1",
            SaslFacts.BINDINGS_TLS12, "none",
            SaslFacts.BINDINGS_WORKING_TLS12, "tls-unique",
            SaslFacts.BINDINGS_WORKING_TLS13, "none",
            StreamFacts.LEGACY_AUTH_FEATURE_AFTER_TLS, "yes",
            StreamFacts.LEGACY_AUTH_AFTER_TLS, "answers",
            StreamFacts.SOFTWARE_INFERRED, "Prosody 0.12 or older (inferred)"));
  }

  private static void assertShown(ProsodyServer server, Map<Fact<?>, String> expected)
      throws Exception {
    ProbeContext plain = TestContexts.of(Listener.C2S, server.c2s());
    ProbeContext context =
        new ProbeContext(
            plain.endpoint(),
            plain.address(),
            plain.dialer(),
            plain.deadline(),
            plain.wanted(),
            new TrustStore(Set.of()).plus(Files.readString(server.ca())),
            plain.clock(),
            server.canary(),
            Optional.empty());
    Findings findings = new Findings();
    new SecureStreamProbe(
            StartTlsOpener.forClients(StartTlsOpener.Mode.PIPELINED), new SecureRandom())
        .run(context, findings);
    expected.forEach(
        (fact, value) ->
            assertEquals(
                value, shown(Objects.requireNonNull(findings.states().get(fact))), fact::toString));
  }

  private static String shown(FactState state) {
    return state instanceof FactState.Observed(var value, _)
        ? value.toString()
        : String.valueOf(state);
  }
}
