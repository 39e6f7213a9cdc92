package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.DiscoFacts;
import io.github.prosodyprobe.fact.ExternalFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.Sessions;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.ClientCredential;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiedPeerProbeTest {

  private static final TestCertificate SERVER =
      TestCertificate.named("CN=example.test").dns("example.test").issue();
  private static final IdentifiedPeer PEER =
      new IdentifiedPeer(
          new PeerIdentity("peer.test"), ClientCredential.selfSigned("peer.test", Instant.now()));

  private static final String HEADER =
      "<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'"
          + " from='example.test' id='1' version='1.0'>";
  private static final String BIDI = "<bidi xmlns='urn:xmpp:features:bidi'/>";
  private static final String EXTERNAL =
      "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          + "<mechanism>EXTERNAL</mechanism></mechanisms>";
  private static final String SUCCESS = "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>";
  private static final String NONE = "<stream:features/>";
  private static final String INFO =
      result(
          "INFO",
          "<query xmlns='http://jabber.org/protocol/disco#info'>"
              + "<identity category='server' type='im' name='x'/><feature var='urn:xmpp:ping'/>"
              + "<x xmlns='jabber:x:data' type='result'>"
              + "<field var='FORM_TYPE' type='hidden'>"
              + "<value>http://jabber.org/network/serverinfo</value></field>"
              + "<field var='abuse-addresses'><value>mailto:abuse@example.test</value></field>"
              + "<field var='sales-addresses'><value/><value> </value></field>"
              + "<field var='security-addresses'/><field var='other'><value>x</value></field></x>"
              + "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE'>"
              + "<value>another</value></field>"
              + "<field var='admin-addresses'><value>x</value></field></x></query>");
  private static final String VERSION =
      result(
          "VERSION",
          "<query xmlns='jabber:iq:version'><name>Prosody</name><version>13</version></query>");
  private static final String ITEMS =
      result(
          "ITEMS",
          "<query xmlns='http://jabber.org/protocol/disco#items'>"
              + "<item jid='conference.example.test'/></query>");

  @Test
  void aPeerThatIsLetInIsToldAboutTheDomain() throws Exception {
    Findings seen = new Findings();
    String others = result("x", "") + "<message/>" + INFO.replace("INFO", "info");
    String said =
        heard(
            seen,
            peer ->
                logIn(peer, BIDI)
                    .expect("jabber:iq:version")
                    .send(others + ITEMS + VERSION + INFO));
    assertAll(
        () -> assertSeen(seen, "accepted", "such a peer is not refused"),
        () -> assertEquals("yes", Seen.of(seen, ExternalFacts.BIDI)),
        () -> assertEquals("none", Seen.of(seen, ExternalFacts.FEATURES)),
        () -> assertEquals("urn:xmpp:ping", Seen.of(seen, DiscoFacts.FEATURES)),
        () -> assertEquals("server/im", Seen.of(seen, DiscoFacts.IDENTITIES)),
        () -> assertEquals("conference.example.test", Seen.of(seen, DiscoFacts.ITEMS)),
        () -> assertEquals("Prosody 13", Seen.of(seen, DiscoFacts.VERSION)),
        () ->
            assertEquals(
                "abuse:mailto:abuse@example.test", Seen.of(seen, DiscoFacts.CONTACT_ADDRESSES)),
        () -> assertEquals("abuse", Seen.of(seen, DiscoFacts.CONTACT_KINDS)),
        () -> assertTrue(said.contains("<bidi xmlns='urn:xmpp:bidi'/><auth "), said),
        () -> assertTrue(said.contains(">cGVlci50ZXN0</auth>"), "the authorization identity"),
        () -> assertTrue(said.endsWith("</stream:stream>"), said));
  }

  @Test
  void aServerWithoutBidirectionalStreamsIsAskedNothing() throws Exception {
    Findings seen = new Findings();
    String said = heard(seen, peer -> logIn(peer, ""));
    String because =
        "the server has no bidirectional streams: its answers would go to peer.test and not to"
            + " this machine";
    assertAll(
        () -> assertSeen(seen, "accepted", "such a peer is not refused"),
        () -> assertEquals(because, Seen.of(seen, DiscoFacts.CONTACT_KINDS)),
        () -> assertFalse(said.contains("urn:xmpp:bidi"), said),
        () -> assertFalse(said.contains("<iq"), said));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        argumentSet(
            "not offered",
            "not-offered",
            "EXTERNAL is not offered",
            features("<dialback xmlns='urn:xmpp:features:dialback'/>")),
        argumentSet("stream error", "refused", "not-authorized", "not-authorized"),
        argumentSet(
            "failure",
            "refused",
            "invalid-authzid",
            features(EXTERNAL) + Sessions.saslFailure("invalid-authzid")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aPeerThatIsNotLetInIsToldNothing(String outcome, String condition, String answer)
      throws Exception {
    String sent = answer.startsWith("<") ? answer : Sessions.streamError(answer);
    Findings seen = probe(inside(peer -> greet(peer).send(sent).listen()));
    assertSeen(seen, outcome, condition);
    assertTrue(
        Set.of("EXTERNAL is not offered", "such a peer is refused")
            .contains(Seen.of(seen, DiscoFacts.FEATURES)));
    assertTrue(seen.states().keySet().containsAll(IdentifiedPeerProbe.FACTS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anAlertForTheCertificateIsARefusal(String version) throws Exception {
    Findings seen =
        probe(
            TestTlsServer.with(SERVER)
                .versions(version)
                .askingForTrustedCertificate()
                .then(peer -> greet(peer).send(features(EXTERNAL)).listen()));
    assertSeen(seen, "refused", "certificate_unknown");
  }

  static Stream<Arguments> uncertainties() {
    return Stream.of(
        argumentSet(
            "undecided",
            ReasonCode.LOGIN_UNDECIDED,
            features(EXTERNAL) + Sessions.saslFailure("temporary-auth-failure")),
        argumentSet(
            "a challenge",
            ReasonCode.PROTOCOL_VIOLATION,
            features(EXTERNAL) + "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"),
        argumentSet(
            "overload", ReasonCode.STREAM_ERROR, Sessions.streamError("resource-constraint")));
  }

  @ParameterizedTest
  @MethodSource("uncertainties")
  void whatIsNoAnswerShowsNothing(ReasonCode code, String answer) throws Exception {
    Findings findings = new Findings();
    assertEquals(code, failure(findings, peer -> greet(peer).send(answer).listen()));
    assertEquals("nothing", Seen.of(findings, ExternalFacts.EXTERNAL_LOGIN));
  }

  /** The login has gone well all the same. */
  @Test
  void featuresInPlaceOfANewStreamAreNoStream() throws Exception {
    Findings together = new Findings();
    assertEquals(
        ReasonCode.PROTOCOL_VIOLATION,
        failure(together, peer -> greet(peer).send(features(EXTERNAL) + SUCCESS + NONE).listen()));
    Findings later = new Findings();
    failure(
        later,
        peer -> {
          greet(peer).send(features(EXTERNAL)).expect("</auth>").send(SUCCESS);
          peer.expect("'jabber:server'").send(NONE).listen();
        });
    for (Findings seen : List.of(together, later)) {
      assertSeen(seen, "accepted", "such a peer is not refused");
      assertEquals("nothing", Seen.of(seen, DiscoFacts.FEATURES));
    }
  }

  @Test
  void anEndlessListIsCutOffAndTheRestCounts() throws Exception {
    Findings seen =
        probe(
            inside(
                peer -> {
                  logIn(peer, BIDI).expect("<iq").send(INFO + VERSION);
                  peer.send(ITEMS.substring(0, ITEMS.indexOf("<item")))
                      .sendEndlessly("<item jid='a.example.test'/>");
                }));
    assertAll(
        () -> assertEquals("budget-exceeded", Seen.of(seen, DiscoFacts.ITEMS)),
        () -> assertEquals("Prosody 13", Seen.of(seen, DiscoFacts.VERSION)),
        () -> assertEquals("abuse", Seen.of(seen, DiscoFacts.CONTACT_KINDS)));
  }

  @Test
  void endlessChatterIsCutOff() throws Exception {
    Findings seen =
        probe(inside(peer -> logIn(peer, BIDI).expect("<iq").sendEndlessly("<message/>")));
    assertEquals("budget-exceeded", Seen.of(seen, DiscoFacts.FEATURES));
  }

  @Test
  void whatIsTooLongForAReportIsNotShownInPart() throws Exception {
    String items = "<item jid='%d.example.test'/>";
    StringBuilder many = new StringBuilder();
    for (int index = 0; index <= 500; index++) {
      many.append(items.formatted(index));
    }
    Findings seen =
        probe(
            inside(
                peer ->
                    logIn(peer, BIDI)
                        .expect("<iq")
                        .send(VERSION.replace("Prosody", "x".repeat(100_000)))
                        .send(ITEMS.replace("<item jid='conference.example.test'/>", many))
                        .send(Sessions.stanzaError("INFO", "forbidden"))
                        .listen()));
    assertAll(
        () -> assertEquals("budget-exceeded", Seen.of(seen, DiscoFacts.VERSION)),
        () -> assertEquals("budget-exceeded", Seen.of(seen, DiscoFacts.ITEMS)),
        () ->
            assertEquals(
                "the server does not tell: forbidden", Seen.of(seen, DiscoFacts.CONTACT_KINDS)));
  }

  @Test
  void onlyACertificateForServersShowsWhatBecomesOfSuch() throws Exception {
    TestCertificate own =
        TestCertificate.named("CN=peer.test")
            .dns("peer.test")
            .purpose(KeyPurposeId.id_kp_serverAuth)
            .issue();
    IdentifiedPeer server =
        new IdentifiedPeer(PEER.identity(), new ClientCredential(List.of(own.der()), own.key()));
    Script script = inside(peer -> logIn(peer, "").listen());
    Findings only = probe(script, server);
    Findings both = probe(script, PEER);
    assertEquals("serverAuth", Seen.of(only, ExternalFacts.OWN_PURPOSES));
    assertEquals("accepted", Seen.of(only, ExternalFacts.SERVER_AUTH_ONLY));
    assertEquals("any", Seen.of(both, ExternalFacts.OWN_PURPOSES));
    assertEquals(
        "the certificate given is good for clients too",
        Seen.of(both, ExternalFacts.SERVER_AUTH_ONLY));
  }

  private static void assertSeen(Findings seen, String outcome, String condition) {
    assertEquals(outcome, Seen.of(seen, ExternalFacts.EXTERNAL_LOGIN));
    assertEquals(condition, Seen.of(seen, ExternalFacts.CONDITION));
  }

  private static Script inside(Script script) {
    return TestTlsServer.with(SERVER).askingForAnyCertificate().then(script);
  }

  private static ScriptedPeer greet(ScriptedPeer peer) throws IOException {
    return peer.expect("'jabber:server'").send(HEADER);
  }

  private static ScriptedPeer logIn(ScriptedPeer peer, String further) throws IOException {
    greet(peer).send(features(EXTERNAL + further)).expect("</auth>").send(SUCCESS);
    return greet(peer).send(NONE);
  }

  private static String features(String features) {
    return "<stream:features>" + features + "</stream:features>";
  }

  private static String result(String id, String payload) {
    return "<iq type='result' id='" + id + "' from='example.test'>" + payload + "</iq>";
  }

  /** What the probe said until it hung up. */
  private static String heard(Findings findings, Script script) throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    Script listening =
        inside(
            peer -> {
              script.play(peer);
              try {
                peer.listen();
              } finally {
                heard.complete(peer.heard());
              }
            });
    try (ScriptedServer server = ScriptedServer.playing(listening)) {
      probeAt(server, findings, PEER);
      return heard.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  private static Findings probe(Script script) throws Exception {
    return probe(script, PEER);
  }

  private static Findings probe(Script script, IdentifiedPeer as) throws Exception {
    Findings findings = new Findings();
    run(findings, script, as);
    return findings;
  }

  private static ReasonCode failure(Findings findings, Script script) {
    return assertThrows(PeerException.class, () -> run(findings, inside(script), PEER))
        .reason()
        .code();
  }

  private static void run(Findings findings, Script script, IdentifiedPeer as) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      probeAt(server, findings, as);
    }
  }

  private static void probeAt(ScriptedServer server, Findings findings, IdentifiedPeer as)
      throws PeerException, InterruptedException {
    new IdentifiedPeerProbe(ProbeContext::connect, as)
        .run(TestContexts.of(Listener.S2S_DIRECT, server.address()), findings);
  }
}
