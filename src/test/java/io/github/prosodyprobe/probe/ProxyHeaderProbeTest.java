package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.streamError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProxyHeaderProbeTest {

  private static final Duration HANG = Duration.ofSeconds(30);

  static Stream<Arguments> servers() {
    return Stream.of(
        says("a believer", "accepted", "accepted", HEADER + FEATURES),
        says("a believer without the domain", "accepted", "accepted", error("host-unknown")),
        says("an ordinary port", "refused", "refused", error("not-well-formed")),
        says("a strict port", "refused", "refused", error("policy-violation")),
        says("a web server", "refused", "other", "HTTP/1.1 400 Bad Request\r\n\r\n"),
        says("something else", "protocol-violation", "protocol-violation", HEADER + "<a/>"),
        argumentSet("an end", "closes", "closes", (Script) peer -> peer.halfClose().listen()),
        argumentSet(
            "a reset", "tcp-reset", "closes", (Script) peer -> peer.expect("xmlns:stream").reset()),
        argumentSet("silence", "deadline-exceeded", "silent", (Script) peer -> peer.hang()));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void tellsWhatBecomesOfAHeader(String ordinary, String forProxies, Script script)
      throws Exception {
    assertOutcome(ordinary, Listener.C2S, script);
    assertOutcome(forProxies, Listener.PROXY_PROTOCOL, script);
  }

  private static void assertOutcome(String expected, Listener listener, Script script)
      throws Exception {
    for (ProxyHeader header : ProxyHeader.values()) {
      try (ScriptedServer server = ScriptedServer.playing(script)) {
        Findings findings = new Findings();
        ProxyHeaderProbe probe = new ProxyHeaderProbe(header);
        ProbeContext context = TestContexts.of(listener, server.address(), Duration.ofSeconds(6));
        assertTimeoutPreemptively(
            HANG,
            () -> {
              try {
                probe.run(context, findings);
              } catch (PeerException e) {
                findings.unobserved(header.fact(), e.reason());
              }
            });
        assertEquals(expected, Seen.of(findings, header.fact()), () -> listener + " " + header);
        assertEquals(probe.connections(), server.connections());
      }
    }
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        argumentSet("text", ProxyHeader.V1, "PROXY TCP4 192.0.2.1 192.0.2.2 56324 5222\r\n<?xml"),
        argumentSet(
            "binary",
            ProxyHeader.V2,
            "\r\n\r\n\0\r\nQUIT\n!\21\0\14\300\0\2\1\300\0\2\2\334\4\24\146<?xml"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void theHeaderStandsInFrontOfTheStream(ProxyHeader header, String expected) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            peer -> peer.expect("jabber:server'").send(error("not-well-formed")).listen())) {
      new ProxyHeaderProbe(header, new PeerIdentity("nobody.invalid"))
          .run(TestContexts.of(Listener.S2S, server.address()), new Findings());
      assertTrue(server.heard(0).startsWith(expected), server.heard(0));
    }
  }

  private static String error(String condition) {
    return HEADER + streamError(condition);
  }

  private static Arguments says(String name, String ordinary, String forProxies, String words) {
    return argumentSet(
        name,
        ordinary,
        forProxies,
        (Script) peer -> peer.expect("xmlns:stream").send(words).halfClose().listen());
  }
}
