package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.PROCEED;
import static io.github.prosodyprobe.hostile.Sessions.stanzaError;
import static io.github.prosodyprobe.hostile.Sessions.streamError;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.xmpp.Initiator;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The handshake here is a word each way; with real TLS it is tried on real servers. */
class InjectionProbeTest {

  private static final String OUR_ANSWER = stanzaError("sent-inside-tls", "service-unavailable");
  private static final String INJECTED_ANSWER =
      stanzaError("injected-before-tls", "service-unavailable");
  private static final Script GOOD = InjectionProbeTest::good;

  static Stream<Arguments> servers() {
    return Stream.of(
        argumentSet("forgets it", "yes", 1, GOOD),
        argumentSet(
            "answers it first of all",
            "no",
            1,
            (Script) peer -> secured(peer).send(HEADER + INJECTED_ANSWER).listen()),
        argumentSet(
            "answers it behind the features",
            "no",
            1,
            (Script)
                peer ->
                    secured(peer).send(HEADER + FEATURES + INJECTED_ANSWER + OUR_ANSWER).listen()),
        argumentSet(
            "takes it for the start of the protected stream",
            "no",
            2,
            (Script)
                peer -> secured(peer).send(HEADER + streamError("invalid-namespace")).listen()),
        argumentSet(
            "refuses requests before login",
            "yes",
            1,
            (Script)
                peer ->
                    secured(peer)
                        .send(HEADER + FEATURES)
                        .expect("sent-inside-tls")
                        .send(streamError("not-authorized"))
                        .listen()),
        argumentSet(
            "answers in clear text",
            "yes",
            2,
            (Script)
                peer ->
                    clear(peer)
                        .send(PROCEED + HEADER + streamError("invalid-namespace"))
                        .halfClose()
                        .listen()),
        argumentSet(
            "hangs up", "yes", 2, (Script) peer -> clear(peer).send(PROCEED).halfClose().listen()),
        argumentSet(
            "hangs up just after the handshake",
            "yes",
            2,
            (Script) peer -> secured(peer).halfClose().listen()),
        argumentSet(
            "answers inside TLS before any stream is open there",
            "no",
            2,
            (Script)
                peer ->
                    secured(peer)
                        .send("<iq type='error' id='injected-before-tls'/>")
                        .halfClose()
                        .listen()),
        argumentSet(
            "refuses TLS",
            "yes",
            2,
            (Script) peer -> clear(peer).send(streamError("policy-violation")).listen()));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void onlyAnAnswerOrTroubleInsideTlsShowsAnInjection(
      String discarded, int connections, Script script) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(script, GOOD)) {
      Findings findings = new Findings();
      probe(server, findings);
      assertEquals(discarded, Seen.of(findings, StreamFacts.INJECTION_DISCARDED));
      assertEquals(connections, server.connections());
      assertTrue(server.heard(0).contains("injected-before-tls"));
    }
  }

  @Test
  void aServerWhoseTlsNeverWorksShowsNothing() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(peer -> clear(peer).send(PROCEED).halfClose().listen())) {
      Findings findings = new Findings();
      PeerException end = assertThrows(PeerException.class, () -> probe(server, findings));
      assertEquals(ReasonCode.TCP_CLOSED, end.reason().code());
      assertTrue(findings.states().isEmpty());
    }
  }

  private static void probe(ScriptedServer server, Findings findings) throws Exception {
    new InjectionProbe(Initiator.CLIENT, InjectionProbeTest::handshake)
        .run(TestContexts.of(Listener.C2S, server.address()), findings);
  }

  static Wire handshake(Wire plain, String domain) throws PeerException {
    plain.write(("hello " + domain).getBytes(US_ASCII));
    if (plain.read(new byte[1]) < 0) {
      throw PeerException.of(ReasonCode.TCP_CLOSED, "no hello");
    }
    return plain;
  }

  private static ScriptedPeer clear(ScriptedPeer peer) throws IOException {
    return peer.expect("'jabber:client'").send(HEADER + FEATURES).expect("<starttls");
  }

  private static ScriptedPeer secured(ScriptedPeer peer) throws IOException {
    return clear(peer).send(PROCEED).expect("hello").send("h").expect("'jabber:client'");
  }

  private static void good(ScriptedPeer peer) throws IOException {
    secured(peer).send(HEADER + FEATURES).expect("sent-inside-tls").send(OUR_ANSWER).listen();
  }
}
