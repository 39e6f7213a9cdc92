package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import io.github.prosodyprobe.tls.TrustStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecureStreamProbeTest {

  private static final TestCertificate ROOT = TestCertificate.root("CN=Root");
  private static final TestCertificate OWN =
      TestCertificate.named("CN=example.test").dns("example.test").issuedBy(ROOT);

  private static final String HEADER =
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
          + " from='example.test' id='1' version='1.0'>";
  private static final String PLUS =
      "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          + "<mechanism>SCRAM-SHA-1-PLUS</mechanism></mechanisms>";
  private static final String REFUSED_IQS = iqError("LEGACY_AUTH") + iqError("REGISTRATION_FORM");

  private static String iqError(String id) {
    return "<iq type='error' id='"
        + id
        + "'><error type='cancel'>"
        + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>";
  }

  private static String failure(String condition) {
    return "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><" + condition + "/></failure>";
  }

  private static String announcing(String... types) {
    StringBuilder features =
        new StringBuilder(PLUS + "<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'>");
    for (String type : types) {
      features.append("<channel-binding type='").append(type).append("'/>");
    }
    return features.append("</sasl-channel-binding>").toString();
  }

  /** Speaks until the features, and answers what follows them with a fixed text. */
  private static ScriptedServer.Script stream(String features, String answers) {
    return TestTlsServer.with(OWN).then(peer -> talk(peer, features, answers));
  }

  private static void talk(ScriptedPeer peer, String features, String answers) throws IOException {
    peer.expect("version='1.0'")
        .send(HEADER + "<stream:features>" + features + "</stream:features>")
        .expect("<iq ")
        .send(answers)
        .listen();
  }

  private static Findings look(String canary, ScriptedServer.Script... scripts) throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(scripts)) {
      ProbeContext plain =
          TestContexts.of(Listener.C2S_DIRECT, server.address(), Duration.ofSeconds(3));
      ProbeContext context =
          new ProbeContext(
              plain.endpoint(),
              plain.address(),
              plain.dialer(),
              plain.deadline(),
              plain.wanted(),
              new TrustStore(Set.of(new TrustAnchor(ROOT.certificate(), null))),
              Clock.fixed(TestCertificate.NOW, ZoneOffset.UTC),
              canary,
              Optional.empty());
      Findings findings = new Findings();
      SecureStreamProbe probe = new SecureStreamProbe(ProbeContext::connect, new SecureRandom());
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> {
            try {
              probe.run(context, findings);
            } catch (PeerException e) {
              probe.yields().forEach(fact -> findings.unobserved(fact, e.reason()));
            }
          });
      for (Fact<?> fact : probe.yields()) {
        assertTrue(findings.knows(fact), () -> "nothing was said of " + fact);
      }
      return findings;
    }
  }

  private static void assertShown(Findings findings, Map<Fact<?>, String> expected) {
    expected.forEach(
        (fact, value) ->
            assertEquals(
                value, shown(Objects.requireNonNull(findings.states().get(fact))), fact::toString));
  }

  private static String shown(FactState state) {
    return switch (state) {
      case FactState.Observed(var value, _) -> value.toString();
      case FactState.Unobserved(var reason) -> "? " + reason.word();
      case FactState.NotApplicable _ -> "n/a";
    };
  }

  @Test
  void aTypeWorksWhenItAndOnlyItIsAccepted() throws Exception {
    Findings findings =
        look(
            "",
            stream(PLUS, REFUSED_IQS + failure("not-authorized") + failure("malformed-request")));
    assertShown(
        findings,
        Map.of(
            SaslFacts.BINDINGS_TLS13, "none",
            SaslFacts.BINDINGS_WORKING_TLS12, "tls-unique",
            SaslFacts.BINDINGS_WORKING_TLS13, "tls-exporter",
            SaslFacts.BINDINGS_BROKEN, "none",
            StreamFacts.REGISTRATION, "closed",
            StreamFacts.LEGACY_AUTH_AFTER_TLS, "refused",
            StreamFacts.SOFTWARE_INFERRED, "unknown",
            CertificateFacts.TRUST, "trusted",
            CertificateFacts.IDENTITY, "dns"));
  }

  @Test
  void anAnnouncedTypeThatIsRefusedIsBroken() throws Exception {
    assertShown(
        look(
            "",
            stream(
                announcing("tls-exporter", "tls-server-end-point"),
                REFUSED_IQS + failure("not-authorized") + failure("malformed-request"))),
        Map.of(
            SaslFacts.BINDINGS_WORKING_TLS13, "tls-exporter",
            SaslFacts.BINDINGS_BROKEN,
                "tls-server-end-point under TLSv1.2, tls-server-end-point under TLSv1.3"));
  }

  @Test
  void aServerThatTakesAnyTypeShowsNothing() throws Exception {
    assertShown(
        look("", stream(PLUS, REFUSED_IQS + failure("not-authorized") + failure("not-authorized"))),
        Map.of(
            SaslFacts.BINDINGS_WORKING_TLS12, "? needs-account",
            SaslFacts.BINDINGS_BROKEN, "? needs-account"));
  }

  @Test
  void aChallengeForNobodyShowsNothing() throws Exception {
    assertShown(
        look(
            "",
            stream(
                PLUS,
                REFUSED_IQS
                    + "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>cj0=</challenge>"
                    + failure("malformed-request"))),
        Map.of(SaslFacts.BINDINGS_WORKING_TLS13, "? needs-account"));
  }

  @Test
  void nobodyTriesMoreTypesThanAreAllowed() throws Exception {
    assertShown(
        look("", stream(announcing("a", "b", "c"), REFUSED_IQS)),
        Map.of(
            SaslFacts.BINDINGS_TLS12, "a, b, c",
            SaslFacts.BINDINGS_WORKING_TLS12, "? budget-exceeded"));
  }

  @Test
  void aVersionThatIsNotSpokenDoesNotApply() throws Exception {
    Findings findings =
        look(
            "",
            TestTlsServer.with(OWN)
                .versions("TLSv1.2")
                .then(
                    peer ->
                        talk(
                            peer,
                            PLUS,
                            REFUSED_IQS
                                + failure("not-authorized")
                                + failure("malformed-request"))));
    assertShown(
        findings,
        Map.of(
            SaslFacts.MECHANISMS_TLS12, "SCRAM-SHA-1-PLUS",
            SaslFacts.MECHANISMS_TLS13, "n/a",
            SaslFacts.BINDINGS_WORKING_TLS13, "n/a",
            SaslFacts.MECHANISMS_AFTER_TLS, "SCRAM-SHA-1-PLUS",
            CertificateFacts.CHAIN_LENGTH, "1"));
  }

  /** The order of the two connections is not known, so the script looks which one it has. */
  @Test
  void whatHoldsForAllVersionsIsUnknownWhenOneBreaks() throws Exception {
    Findings findings =
        look(
            "",
            TestTlsServer.with(OWN)
                .then(
                    peer -> {
                      if (TestTlsServer.version(peer).equals("TLSv1.3")) {
                        peer.expect("version='1.0'").reset();
                      } else {
                        talk(
                            peer,
                            PLUS + "<auth xmlns='http://jabber.org/features/iq-auth'/>",
                            REFUSED_IQS + failure("not-authorized") + failure("malformed-request"));
                      }
                    }));
    assertShown(
        findings,
        Map.of(
            SaslFacts.MECHANISMS_TLS12, "SCRAM-SHA-1-PLUS",
            SaslFacts.BINDINGS_WORKING_TLS12, "tls-unique",
            StreamFacts.LEGACY_AUTH_FEATURE_AFTER_TLS, "yes",
            CertificateFacts.CHAIN_LENGTH, "1"));
    for (Fact<?> fact :
        Set.of(
            SaslFacts.MECHANISMS_TLS13,
            SaslFacts.MECHANISMS_AFTER_TLS,
            StreamFacts.FEATURES_AFTER_TLS,
            SaslFacts.BINDINGS_BROKEN,
            SaslFacts.SASL2,
            StreamFacts.REGISTRATION,
            StreamFacts.REGISTRATION_FEATURE_AFTER_TLS)) {
      assertEquals(
          FactState.Unobserved.class,
          Objects.requireNonNull(findings.states().get(fact)).getClass(),
          fact::toString);
    }
  }

  @Test
  void theExtensibleProfileIsRead() throws Exception {
    assertShown(
        look(
            "",
            stream(
                "<authentication xmlns='urn:xmpp:sasl:2'><mechanism>PLAIN</mechanism><inline>"
                    + "<bind xmlns='urn:xmpp:bind:0'/><fast xmlns='urn:xmpp:fast:0'>"
                    + "<mechanism>HT-SHA-256-NONE</mechanism></fast></inline></authentication>",
                REFUSED_IQS)),
        Map.of(
            SaslFacts.SASL2, "yes",
            SaslFacts.SASL2_MECHANISMS, "PLAIN",
            SaslFacts.SASL2_INLINE, "urn:xmpp:bind:0, urn:xmpp:fast:0",
            SaslFacts.FAST_MECHANISMS, "HT-SHA-256-NONE",
            SaslFacts.MECHANISMS_AFTER_TLS, "none",
            SaslFacts.BINDINGS_WORKING_TLS12, "none"));
  }

  private static final String FORM =
      "<query xmlns='jabber:iq:register'><username/><password/></query></iq>";

  private static ScriptedServer.Script registration(String answer) {
    return TestTlsServer.with(OWN)
        .then(
            peer -> {
              peer.expect("version='1.0'")
                  .send(HEADER + "<stream:features/>")
                  .expect("<iq ")
                  .expect("id='")
                  .send(
                      peer.heard().contains("registration-get")
                          ? "<iq type='result' id='registration-get'>" + FORM
                          : iqError("LEGACY_AUTH")
                              + "<iq type='result' id='REGISTRATION_FORM'>"
                              + FORM)
                  .expect("<username>canary</username>")
                  .send(answer)
                  .listen();
            });
  }

  private static String setError(String type, String condition) {
    return "<iq type='error' id='registration-set'><error type='"
        + type
        + "'><"
        + condition
        + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>";
  }

  @Test
  void aConflictOverAnExistingNameShowsOpenRegistration() throws Exception {
    assertShown(
        look("canary", registration(setError("cancel", "conflict"))),
        Map.of(StreamFacts.REGISTRATION_FORM_AFTER_TLS, "form", StreamFacts.REGISTRATION, "open"));
    assertShown(
        look("canary", registration(setError("modify", "not-acceptable"))),
        Map.of(StreamFacts.REGISTRATION, "closed"));
    assertShown(
        look("canary", registration(setError("wait", "resource-constraint"))),
        Map.of(StreamFacts.REGISTRATION, "? throttled"));
  }

  @Test
  void nothingIsRegisteredWithoutACanary() throws Exception {
    assertShown(look("", registration("")), Map.of(StreamFacts.REGISTRATION, "? needs-canary"));
  }

  @Test
  void aServerWithoutTlsLeavesEverythingOpen() throws Exception {
    Findings findings = look("", peer -> peer.listen().close());
    findings
        .states()
        .forEach(
            (fact, state) -> assertEquals("? deadline-exceeded", shown(state), fact::toString));
  }
}
