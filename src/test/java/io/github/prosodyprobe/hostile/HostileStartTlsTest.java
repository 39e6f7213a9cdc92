package io.github.prosodyprobe.hostile;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.PROCEED;
import static io.github.prosodyprobe.hostile.Sessions.streamError;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.probe.Findings;
import io.github.prosodyprobe.probe.PeerCertificateProbe;
import io.github.prosodyprobe.probe.PeerCertificateProbe.Shown;
import io.github.prosodyprobe.probe.PeerIdentity;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.probe.SecureStreamProbe;
import io.github.prosodyprobe.probe.ServerStreamProbe;
import io.github.prosodyprobe.probe.StartTlsOpener;
import io.github.prosodyprobe.probe.StartTlsOpener.Mode;
import io.github.prosodyprobe.probe.StreamProbe;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that misbehave when TLS is asked for. */
class HostileStartTlsTest {

  private static final Duration HANG = Duration.ofSeconds(30);
  private static final PeerIdentity PEER = PeerIdentity.madeUp(new Random(1));
  private static final TestCertificate OWN =
      TestCertificate.named("CN=example.test").dns("example.test").issue();

  static Stream<Arguments> answers() {
    return Stream.of(
        answers("proceed twice", ReasonCode.PROTOCOL_VIOLATION, PROCEED + PROCEED),
        answers("proceed and white space", ReasonCode.PROTOCOL_VIOLATION, PROCEED + "\n"),
        answers(
            "proceed and a new stream", ReasonCode.PROTOCOL_VIOLATION, PROCEED + HEADER + FEATURES),
        answers(
            "failure",
            ReasonCode.STARTTLS_REFUSED,
            "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>"),
        answers("features again", ReasonCode.STARTTLS_REFUSED, FEATURES),
        answers("another proceed", ReasonCode.STARTTLS_REFUSED, "<proceed/>"),
        answers("a stream error", ReasonCode.STREAM_ERROR, streamError("policy-violation")),
        answers("a close", ReasonCode.TCP_CLOSED, ""),
        argumentSet(
            "nothing",
            ReasonCode.DEADLINE_EXCEEDED,
            (Script) peer -> peer.send(HEADER + FEATURES).hang()),
        argumentSet(
            "no offer",
            ReasonCode.STARTTLS_NOT_OFFERED,
            (Script) peer -> peer.send(HEADER + "<stream:features/>" + PROCEED).listen()));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void nothingButCleanProceedLeadsToTls(ReasonCode expected, Script script) throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      for (Mode mode : Mode.values()) {
        assertRefused(expected, Listener.C2S, StartTlsOpener.forClients(mode), server);
        assertRefused(expected, Listener.S2S, StartTlsOpener.forServers(PEER, mode), server);
      }
    }
  }

  private static void assertRefused(
      ReasonCode expected, Listener listener, StartTlsOpener opener, ScriptedServer server) {
    ProbeContext context = TestContexts.of(listener, server.address(), Duration.ofSeconds(2));
    PeerException end =
        assertTimeoutPreemptively(
            HANG, () -> assertThrows(PeerException.class, () -> opener.open(context)));
    assertEquals(expected, end.reason().code(), end.reason()::toString);
  }

  /** What a client would take for the protected stream, were it to read on without TLS. */
  @Test
  void aStreamInClearTextBehindProceedIsNoTls() throws IOException {
    Script script =
        peer ->
            peer.send(HEADER + FEATURES)
                .expect("<starttls")
                .send(PROCEED)
                // Only what comes with <proceed/> is seen before the handshake begins.
                .expect("\u0016\u0003")
                .send(HEADER + "<stream:features><mechanisms/></stream:features>")
                .listen();
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Findings clients = run(Listener.C2S, server, secureStream());
      Findings servers = run(Listener.S2S, server, peerWithoutCertificate());
      for (Findings findings : List.of(clients, servers)) {
        assertTrue(
            findings.states().values().stream().noneMatch(FactState.Observed.class::isInstance),
            findings.states()::toString);
      }
      assertEquals("tls-violation", Seen.of(clients, StreamFacts.FEATURES_AFTER_TLS));
      assertEquals("tls-violation", Seen.of(servers, StreamFacts.FEATURES_AFTER_TLS));
    }
  }

  /** Each side of TLS has a fact of its own, and neither speaks for the other. */
  @Test
  void featuresBeforeAndAfterTlsAreKeptApart() throws IOException {
    Script inside =
        TestTlsServer.with(OWN)
            .then(
                peer ->
                    peer.expect("version='1.0'")
                        .send(HEADER + "<stream:features><b xmlns='urn:after'/></stream:features>")
                        .listen());
    Script script =
        peer -> {
          peer.send(HEADER + FEATURES).expect("<starttls").send(PROCEED);
          inside.play(peer);
        };
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      String before =
          Seen.of(
              run(Listener.C2S, server, new StreamProbe(new Random(1))),
              StreamFacts.FEATURES_BEFORE_TLS);
      assertTrue(before.contains("{urn:ietf:params:xml:ns:xmpp-tls}starttls"), before);
      assertEquals(
          "{urn:after}b",
          Seen.of(run(Listener.C2S, server, secureStream()), StreamFacts.FEATURES_AFTER_TLS));
      assertEquals(
          before,
          Seen.of(
              run(Listener.S2S, server, new ServerStreamProbe(PEER)),
              StreamFacts.FEATURES_BEFORE_TLS));
      assertEquals(
          "{urn:after}b",
          Seen.of(
              run(Listener.S2S, server, peerWithoutCertificate()), StreamFacts.FEATURES_AFTER_TLS));
    }
  }

  private static Probe secureStream() {
    return new SecureStreamProbe(StartTlsOpener.forClients(Mode.STEP_BY_STEP), new Random(1));
  }

  private static Probe peerWithoutCertificate() {
    return new PeerCertificateProbe(
        StartTlsOpener.forServers(PEER, Mode.STEP_BY_STEP), PEER, Shown.NOTHING);
  }

  private static Findings run(Listener listener, ScriptedServer server, Probe probe) {
    Findings findings = new Findings();
    ProbeContext context = TestContexts.of(listener, server.address(), Duration.ofSeconds(3));
    assertTimeoutPreemptively(
        HANG,
        () -> {
          try {
            probe.run(context, findings);
          } catch (PeerException e) {
            probe.yields().stream()
                .filter(fact -> !findings.knows(fact))
                .forEach(fact -> findings.unobserved(fact, e.reason()));
          }
        });
    return findings;
  }

  @ParameterizedTest
  @EnumSource
  void behindProceedTheWireBelongsToTls(Mode mode) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            peer ->
                peer.expect("'jabber:client'")
                    .send(HEADER + FEATURES)
                    .expect("<starttls")
                    .send(PROCEED)
                    .expect("hello")
                    .send("H")
                    .listen())) {
      ProbeContext context = TestContexts.of(Listener.C2S, server.address());
      try (Wire wire = StartTlsOpener.forClients(mode).open(context)) {
        wire.write("hello".getBytes(US_ASCII));
        assertEquals(1, wire.read(new byte[10]));
      }
      assertTrue(server.heard(0).endsWith("hello"), "no </stream:stream> behind <proceed/>");
    }
  }

  private static Arguments answers(String name, ReasonCode expected, String answer) {
    return argumentSet(
        name,
        expected,
        (Script)
            peer ->
                peer.send(HEADER + FEATURES).expect("<starttls").send(answer).halfClose().listen());
  }
}
