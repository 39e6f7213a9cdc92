package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.PROCEED;
import static io.github.prosodyprobe.hostile.Sessions.streamError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.ServerStreamFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.Sessions;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xmpp.Initiator;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerStreamProbeTest {

  private static final String HEADER = Sessions.HEADER.replace("jabber:client", "jabber:server");

  private static final PeerIdentity PEER = PeerIdentity.madeUp(new Random(1));

  private static final String OPEN_FEATURES =
      "<stream:features><bidi xmlns='urn:xmpp:features:bidi'/>"
          + "<dialback xmlns='urn:xmpp:features:dialback'/>"
          + "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          + "<mechanism>EXTERNAL</mechanism></mechanisms></stream:features>";

  static Stream<Arguments> servers() {
    return Stream.of(
        argumentSet(
            "strict",
            Map.of(
                StreamFacts.STARTTLS, "required",
                StreamFacts.STARTTLS_ANSWER, "proceed",
                StreamFacts.LIMIT_IDLE_SECONDS, "840",
                SaslFacts.BEFORE_TLS, "none",
                ServerStreamFacts.DIALBACK_BEFORE_TLS, "no",
                ServerStreamFacts.BIDI_BEFORE_TLS, "no"),
            answering(FEATURES, PROCEED)),
        argumentSet(
            "without TLS",
            Map.of(
                StreamFacts.STARTTLS, "absent",
                StreamFacts.STARTTLS_ANSWER, "STARTTLS is not offered",
                SaslFacts.BEFORE_TLS, "EXTERNAL",
                ServerStreamFacts.DIALBACK_BEFORE_TLS, "yes",
                ServerStreamFacts.BIDI_BEFORE_TLS, "yes"),
            (Script) peer -> peer.expect("'jabber:server'").send(HEADER + OPEN_FEATURES).listen()),
        argumentSet(
            "whose TLS is broken",
            Map.of(StreamFacts.STARTTLS_ANSWER, "failure"),
            answering(FEATURES, "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")),
        argumentSet(
            "that refuses TLS",
            Map.of(StreamFacts.STARTTLS_ANSWER, "stream-error"),
            answering(FEATURES, streamError("policy-violation"))),
        argumentSet(
            "that is about to stop",
            Map.of(StreamFacts.STARTTLS_ANSWER, "stream-error:system-shutdown"),
            answering(FEATURES, streamError("system-shutdown"))));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void theFeaturesAndTheAnswerBecomeFacts(Map<Fact<?>, String> expected, Script script)
      throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Findings seen = new Findings();
      new ServerStreamProbe(PEER).run(TestContexts.of(Listener.S2S, server.address()), seen);
      expected.forEach((fact, value) -> assertEquals(value, Seen.of(seen, fact), fact::name));
      assertEquals(new ServerStreamProbe(PEER).yields(), seen.states().keySet());
      assertTrue(server.heard(0).contains("from='" + PEER.domain() + "'"));
    }
  }

  @Test
  void aListenerForClientsIsNoListenerForServers() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            peer -> peer.send(HEADER + streamError("invalid-namespace")).listen())) {
      Findings seen = new Findings();
      PeerException end =
          assertThrows(
              PeerException.class,
              () ->
                  new ServerStreamProbe(PEER)
                      .run(TestContexts.of(Listener.S2S, server.address()), seen));
      assertEquals("stream-error:invalid-namespace", end.reason().word());
      assertEquals(Map.of(), seen.states());
    }
  }

  @Test
  void aForeignDomainIsAskedForInTheNameOfAnother() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            peer ->
                peer.expect("<stream:stream")
                    .expect(">")
                    .send(HEADER + streamError("host-unknown"))
                    .listen())) {
      Findings seen = new Findings();
      new ForeignDomainProbe(PEER, new Random(2))
          .run(TestContexts.of(Listener.S2S, server.address()), seen);
      assertEquals("host-unknown", Seen.of(seen, StreamFacts.FOREIGN_DOMAIN));
      assertTrue(server.heard(0).contains("from='" + PEER.domain() + "'"));
      assertFalse(server.heard(0).contains(" to='" + PEER.domain() + "'"));
    }
  }

  /** The handshake is a word each way, as in {@link InjectionProbeTest}. */
  static Stream<Arguments> injections() {
    String verified =
        "<db:verify xmlns:db='jabber:server:dialback' type='invalid' id='injected-before-tls'/>";
    Script refusing = secured(HEADER + streamError("not-authorized"));
    return Stream.of(
        argumentSet("refused just the same", "yes", 2, refusing, refusing),
        argumentSet(
            "it comes to no TLS with the injection",
            "yes",
            2,
            (Script) peer -> peer.expect("<starttls").send(PROCEED).halfClose().listen(),
            refusing),
        argumentSet(
            "it is read inside TLS, where the refusal should come",
            "no",
            2,
            secured(HEADER + streamError("invalid-namespace")),
            refusing),
        argumentSet("it is answered inside TLS", "no", 1, secured(HEADER + verified), refusing));
  }

  @ParameterizedTest
  @MethodSource("injections")
  void anInjectedQuestionMustChangeNothing(
      String discarded, int connections, Script first, Script second) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            peer -> first.play(peer.send(HEADER + FEATURES)),
            peer -> second.play(peer.send(HEADER + FEATURES)))) {
      Findings seen = new Findings();
      new InjectionProbe(Initiator.server(PEER.domain()), InjectionProbeTest::handshake)
          .run(TestContexts.of(Listener.S2S, server.address()), seen);
      assertEquals(discarded, Seen.of(seen, StreamFacts.INJECTION_DISCARDED));
      assertEquals(connections, server.connections());
      assertTrue(server.heard(0).contains("id='injected-before-tls'"));
    }
  }

  private static Script secured(String inside) {
    return peer ->
        peer.expect("<starttls")
            .send(PROCEED)
            .expect("hello")
            .send("h")
            .expect("'jabber:server'")
            .send(inside)
            .listen();
  }

  private static Script answering(String features, String answer) {
    return peer ->
        peer.expect("'jabber:server'")
            .send(HEADER + features)
            .expect("<starttls")
            .send(answer)
            .listen();
  }
}
