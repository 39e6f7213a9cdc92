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

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.probe.StartTlsOpener;
import io.github.prosodyprobe.probe.StartTlsOpener.Mode;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that misbehave when TLS is asked for. */
class HostileStartTlsTest {

  private static final Duration HANG = Duration.ofSeconds(30);

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
        ProbeContext context =
            TestContexts.of(Listener.C2S, server.address(), Duration.ofSeconds(2));
        StartTlsOpener opener = StartTlsOpener.forClients(mode);
        PeerException end =
            assertTimeoutPreemptively(
                HANG, () -> assertThrows(PeerException.class, () -> opener.open(context)));
        assertEquals(expected, end.reason().code(), () -> mode + ": " + end.reason());
      }
    }
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
