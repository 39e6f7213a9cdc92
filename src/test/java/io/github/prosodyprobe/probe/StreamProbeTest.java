package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.PROCEED;
import static io.github.prosodyprobe.hostile.Sessions.saslFailure;
import static io.github.prosodyprobe.hostile.Sessions.stanzaError;
import static io.github.prosodyprobe.hostile.Sessions.streamError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamProbeTest {

  private static final String AUTH = stanzaError("LEGACY_AUTH", "service-unavailable");
  private static final String REGISTRATION = stanzaError("REGISTRATION_FORM", "not-allowed");
  private static final String PLAIN = saslFailure("encryption-required");

  static Stream<Arguments> answers() {
    String fields = "<username/><password/><resource/>";
    return Stream.of(
        legacyAuth("answers", result("LEGACY_AUTH", "jabber:iq:auth", fields)),
        legacyAuth("needs-encryption", stanzaError("LEGACY_AUTH", "not-acceptable")),
        legacyAuth("refused", AUTH),
        legacyAuth("refused", "<iq type='error' id='LEGACY_AUTH'/>"),
        legacyAuth("protocol-violation", result("LEGACY_AUTH", "jabber:iq:auth", "")),
        legacyAuth("protocol-violation", "<iq type='result' id='LEGACY_AUTH'/>"),
        legacyAuth("protocol-violation", "<iq type='result' id='another'/>"),
        legacyAuth("protocol-violation", ""),
        registration("form", result("REGISTRATION_FORM", "jabber:iq:register", fields)),
        registration(
            "form",
            result("REGISTRATION_FORM", "jabber:iq:register", "<x xmlns='jabber:x:data'/>")),
        registration(
            "refused",
            result(
                "REGISTRATION_FORM",
                "jabber:iq:register",
                "<instructions>Elsewhere</instructions><x xmlns='jabber:x:oob'/>")),
        registration("refused", REGISTRATION),
        plain("evaluated", "not-authorized"),
        plain("evaluated", "account-disabled"),
        plain("evaluated", "temporary-auth-failure"),
        plain("refused", "encryption-required"),
        plain("refused", "invalid-mechanism"),
        plain("refused", "mechanism-too-weak"),
        plain("protocol-violation", "incorrect-encoding"),
        answer(
            SaslFacts.PLAIN_BEFORE_TLS,
            "evaluated",
            AUTH + REGISTRATION + "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"),
        startTls("proceed", PROCEED),
        startTls("failure", "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
        startTls("other", "<later xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
        startTls("stream-error", streamError("policy-violation")),
        startTls("stream-error:system-shutdown", streamError("system-shutdown")));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersBecomeTheWordsOfTheFacts(Fact<?> fact, String expected, String answers)
      throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(peer -> offer(peer).send(answers).halfClose().listen())) {
      assertEquals(expected, Seen.of(probe(server), fact));
    }
  }

  @Test
  void everythingIsAskedOnOneConnectionAndAtOnce() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            peer -> offer(peer).expect("<starttls").send(AUTH + REGISTRATION + PLAIN + PROCEED))) {
      Findings seen = probe(server);
      assertEquals("required", Seen.of(seen, StreamFacts.STARTTLS));
      assertEquals("10000", Seen.of(seen, StreamFacts.LIMIT_MAX_BYTES));
      assertEquals("840", Seen.of(seen, StreamFacts.LIMIT_IDLE_SECONDS));
      assertEquals("none", Seen.of(seen, SaslFacts.BEFORE_TLS));
      assertEquals("no", Seen.of(seen, StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS));
      assertEquals("encryption-required", Seen.of(seen, SaslFacts.PLAIN_BEFORE_TLS_CONDITION));
      assertEquals(1, server.connections());
    }
  }

  @Test
  void aServerThatEndsTheStreamOverEachRequestIsAskedTheRestAgain() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            refusing("LEGACY_AUTH"),
            refusing("REGISTRATION_FORM"),
            refusing("<auth"),
            peer -> offer(peer).expect("<starttls").send(PROCEED).listen())) {
      Findings seen = probe(server);
      assertEquals("refused", Seen.of(seen, StreamFacts.LEGACY_AUTH_BEFORE_TLS));
      assertEquals("refused", Seen.of(seen, StreamFacts.REGISTRATION_FORM_BEFORE_TLS));
      assertEquals("refused", Seen.of(seen, SaslFacts.PLAIN_BEFORE_TLS));
      assertEquals("policy-violation", Seen.of(seen, SaslFacts.PLAIN_BEFORE_TLS_CONDITION));
      assertEquals("proceed", Seen.of(seen, StreamFacts.STARTTLS_ANSWER));
      assertEquals(4, server.connections());
      assertFalse(server.heard(3).contains("<auth"), "one login is enough");
    }
  }

  @Test
  void anotherHostIsRecordedAndNotFollowed() throws Exception {
    try (ScriptedServer elsewhere = ScriptedServer.playing(ScriptedPeer::hang);
        ScriptedServer server =
            ScriptedServer.playing(
                peer ->
                    peer.send(
                            HEADER
                                + "<stream:error><see-other-host"
                                + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'>127.0.0.1:"
                                + elsewhere.address().getPort()
                                + "</see-other-host></stream:error>")
                        .listen())) {
      Findings findings = new Findings();
      new ForeignDomainProbe(ProbeContext::connect, new Random(1))
          .run(TestContexts.of(Listener.C2S, server.address()), findings);
      assertEquals("see-other-host", Seen.of(findings, StreamFacts.FOREIGN_DOMAIN));
      assertEquals(0, elsewhere.connections());
    }
  }

  @Test
  void aStreamForAForeignDomainMayBeAccepted() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(peer -> peer.send(HEADER + FEATURES).listen())) {
      Findings findings = new Findings();
      new ForeignDomainProbe(ProbeContext::connect, new Random(1))
          .run(TestContexts.of(Listener.C2S, server.address()), findings);
      assertEquals("accepted", Seen.of(findings, StreamFacts.FOREIGN_DOMAIN));
    }
  }

  private static ScriptedPeer offer(ScriptedPeer peer) throws IOException {
    return peer.expect("'jabber:client'").send(HEADER + FEATURES);
  }

  private static Script refusing(String request) {
    return peer -> offer(peer).expect(request).send(streamError("policy-violation")).listen();
  }

  private static Findings probe(ScriptedServer server) throws Exception {
    Findings findings = new Findings();
    new StreamProbe(new Random(1)).run(TestContexts.of(Listener.C2S, server.address()), findings);
    return findings;
  }

  private static String result(String id, String namespace, String fields) {
    return "<iq type='result' id='"
        + id
        + "'><query xmlns='"
        + namespace
        + "'>"
        + fields
        + "</query></iq>";
  }

  private static Arguments legacyAuth(String expected, String answer) {
    return answer(
        StreamFacts.LEGACY_AUTH_BEFORE_TLS, expected, answer + REGISTRATION + PLAIN + PROCEED);
  }

  private static Arguments registration(String expected, String answer) {
    return answer(
        StreamFacts.REGISTRATION_FORM_BEFORE_TLS, expected, AUTH + answer + PLAIN + PROCEED);
  }

  private static Arguments plain(String expected, String condition) {
    return answer(
        SaslFacts.PLAIN_BEFORE_TLS,
        expected,
        AUTH + REGISTRATION + saslFailure(condition) + PROCEED);
  }

  private static Arguments startTls(String expected, String answer) {
    return answer(StreamFacts.STARTTLS_ANSWER, expected, AUTH + REGISTRATION + PLAIN + answer);
  }

  private static Arguments answer(Fact<?> fact, String expected, String answers) {
    return argumentSet(fact + " " + expected, fact, expected, answers);
  }
}
