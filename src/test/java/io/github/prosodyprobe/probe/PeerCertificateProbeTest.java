package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.hostile.Sessions.saslFailure;
import static io.github.prosodyprobe.hostile.Sessions.streamError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.ServerStreamFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.probe.PeerCertificateProbe.Shown;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerCertificateProbeTest {

  private static final TestCertificate OWN =
      TestCertificate.named("CN=example.test").dns("example.test").issue();
  private static final PeerIdentity PEER = PeerIdentity.madeUp(new Random(1));

  private static final String HEADER =
      "<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'"
          + " from='example.test' id='1' version='1.0'>";
  private static final String DIALBACK = "<dialback xmlns='urn:xmpp:features:dialback'/>";
  private static final String EXTERNAL =
      "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          + "<mechanism>EXTERNAL</mechanism></mechanisms>";
  private static final String SUCCESS = "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>";

  static Stream<Arguments> answers() {
    return Stream.of(
        argumentSet("dialback", "dialback", "such a peer is not refused", features(DIALBACK)),
        argumentSet(
            "EXTERNAL that works",
            "external",
            "such a peer is not refused",
            features(DIALBACK + EXTERNAL) + SUCCESS),
        argumentSet(
            "EXTERNAL that fails beside dialback",
            "dialback",
            "such a peer is not refused",
            features(DIALBACK + EXTERNAL) + saslFailure("not-authorized")),
        argumentSet(
            "EXTERNAL that fails",
            "refused",
            "not-authorized",
            features(EXTERNAL) + saslFailure("not-authorized")),
        argumentSet(
            "EXTERNAL that ends the stream",
            "refused",
            "policy-violation",
            features(DIALBACK + EXTERNAL) + streamError("policy-violation")),
        argumentSet(
            "another mechanism and no dialback",
            "not-probed",
            "such a peer is not refused",
            features(EXTERNAL.replace("EXTERNAL", "PLAIN"))),
        argumentSet("not-authorized", "refused", "not-authorized", streamError("not-authorized")),
        argumentSet(
            "policy-violation", "refused", "policy-violation", streamError("policy-violation")));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void whatComesInsideTlsIsThePeersFate(String fate, String condition, String answer)
      throws Exception {
    Findings seen = probe(Shown.NOTHING, saying(TestTlsServer.with(OWN), answer));
    assertEquals(fate, Seen.of(seen, ServerStreamFacts.WITHOUT_CERTIFICATE));
    assertEquals(condition, Seen.of(seen, ServerStreamFacts.WITHOUT_CERTIFICATE_CONDITION));
    assertEquals("no", Seen.of(seen, ServerStreamFacts.CERTIFICATE_REQUESTED));
    assertEquals("dns", Seen.of(seen, CertificateFacts.IDENTITY));
  }

  @Test
  void aFailureThatMayPassShowsNothing() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            saying(
                TestTlsServer.with(OWN),
                features(EXTERNAL) + saslFailure("temporary-auth-failure")))) {
      Findings findings = new Findings();
      assertThrows(PeerException.class, () -> run(Shown.NOTHING, server, findings));
      assertFalse(findings.knows(ServerStreamFacts.WITHOUT_CERTIFICATE));
    }
  }

  @Test
  void theOffersInsideTlsAreRead() throws Exception {
    Findings seen =
        probe(
            Shown.NOTHING,
            saying(TestTlsServer.with(OWN), features("<bidi xmlns='urn:xmpp:features:bidi'/>")));
    assertEquals("yes", Seen.of(seen, ServerStreamFacts.BIDI_AFTER_TLS));
    assertEquals("no", Seen.of(seen, ServerStreamFacts.DIALBACK_AFTER_TLS));
    assertEquals("{urn:xmpp:features:bidi}bidi", Seen.of(seen, StreamFacts.FEATURES_AFTER_TLS));
  }

  /** A refusal for another reason says nothing about certificates. */
  @ParameterizedTest
  @ValueSource(strings = {"host-unknown", "resource-constraint", "system-shutdown"})
  void anotherStreamErrorShowsNothing(String condition) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(saying(TestTlsServer.with(OWN), streamError(condition)))) {
      Findings findings = new Findings();
      PeerException end =
          assertThrows(PeerException.class, () -> run(Shown.NOTHING, server, findings));
      assertEquals("stream-error:" + condition, end.reason().word());
      assertFalse(findings.knows(ServerStreamFacts.WITHOUT_CERTIFICATE));
      assertEquals("1", Seen.of(findings, CertificateFacts.CHAIN_LENGTH));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void theCertificateIsShownAndNamesThePeer(String version) throws Exception {
    CompletableFuture<List<X509Certificate>> shown = new CompletableFuture<>();
    CompletableFuture<String> heard = new CompletableFuture<>();
    Findings seen =
        probe(
            Shown.SELF_SIGNED,
            TestTlsServer.with(OWN)
                .versions(version)
                .askingForAnyCertificate()
                .then(
                    peer -> {
                      shown.complete(TestTlsServer.shownBy(peer));
                      greet(peer).send(features(EXTERNAL)).expect("</auth>").send(SUCCESS);
                      heard.complete(peer.heard());
                      peer.listen();
                    }));
    assertEquals("external", Seen.of(seen, ServerStreamFacts.SELF_SIGNED));
    X509Certificate certificate = shown.join().getFirst();
    assertEquals(certificate.getIssuerX500Principal(), certificate.getSubjectX500Principal());
    assertEquals(
        List.of(List.of(2, PEER.domain())), List.copyOf(certificate.getSubjectAlternativeNames()));
    assertTrue(heard.join().contains("from='" + PEER.domain() + "'"), heard::join);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aPeerWithoutCertificateShowsNoneWhenAsked(String version) throws Exception {
    Findings seen =
        probe(
            Shown.NOTHING,
            TestTlsServer.with(OWN)
                .versions(version)
                .askingForAnyCertificate()
                .then(
                    peer ->
                        greet(peer)
                            .send(features(TestTlsServer.shownBy(peer).isEmpty() ? DIALBACK : ""))
                            .listen()));
    assertEquals("yes", Seen.of(seen, ServerStreamFacts.CERTIFICATE_REQUESTED));
    assertEquals("dialback", Seen.of(seen, ServerStreamFacts.WITHOUT_CERTIFICATE));
  }

  @Test
  void aCertificateThatNobodyAsksForIsNotJudged() throws Exception {
    Findings seen = probe(Shown.SELF_SIGNED, saying(TestTlsServer.with(OWN), features(DIALBACK)));
    assertEquals(
        "the server asks its peers for no certificate",
        Seen.of(seen, ServerStreamFacts.SELF_SIGNED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anAlertForTheCertificateIsARefusal(String version) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            saying(
                TestTlsServer.with(OWN).versions(version).askingForTrustedCertificate(),
                features(DIALBACK)))) {
      Findings findings = new Findings();
      try {
        run(Shown.SELF_SIGNED, server, findings);
      } catch (PeerException e) {
        assertEquals(ReasonCode.TLS_ALERT, e.reason().code());
      }
      assertEquals("refused", Seen.of(findings, ServerStreamFacts.SELF_SIGNED));
      assertEquals(
          "certificate_unknown", Seen.of(findings, ServerStreamFacts.SELF_SIGNED_CONDITION));
    }
  }

  private static String features(String features) {
    return "<stream:features>" + features + "</stream:features>";
  }

  private static ScriptedPeer greet(ScriptedPeer peer) throws IOException {
    return peer.expect("'jabber:server'").send(HEADER);
  }

  private static Script saying(TestTlsServer tls, String answer) {
    return tls.then(peer -> greet(peer).send(answer).listen());
  }

  private static Findings probe(Shown shown, Script script) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Findings findings = new Findings();
      run(shown, server, findings);
      return findings;
    }
  }

  private static void run(Shown shown, ScriptedServer server, Findings findings)
      throws PeerException, InterruptedException {
    new PeerCertificateProbe(ProbeContext::connect, PEER, shown)
        .run(TestContexts.of(Listener.S2S, server.address()), findings);
  }
}
