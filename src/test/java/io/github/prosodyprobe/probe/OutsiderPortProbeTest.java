package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.Sessions;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutsiderPortProbeTest {

  private static final Duration HANG = Duration.ofSeconds(30);

  private static final String COMPONENT_HEADER =
      "<?xml version='1.0'?><stream:stream id='' xmlns:stream='http://etherx.jabber.org/streams'"
          + " xmlns='jabber:component:accept' version='1.0'>";

  private static final String BANNER =
      "|                    ____   \r\n\r\n"
          + "| Welcome to the Prosody administration console. For a list of commands, type: help\r\n";

  static Stream<Arguments> answers() {
    return Stream.of(
        port("a component listener", Listener.COMPONENT, "component", COMPONENT_HEADER),
        argumentSet(
            "a component listener in pieces",
            Listener.COMPONENT,
            "component",
            (Script) peer -> peer.drip(COMPONENT_HEADER, Duration.ofMillis(2)).listen()),
        port("clients' streams", Listener.COMPONENT, "xmpp", Sessions.HEADER),
        port("a console", Listener.CONSOLE, "console", BANNER),
        port(
            "a console with a banner of its own",
            Listener.CONSOLE,
            "console",
            "Keep out\r\n\0| Commands are divided into multiple sections.\r\n"),
        port("a mail server", Listener.CONSOLE, "other", "220 mail.example.test ESMTP\r\n"),
        port("a web server", Listener.HTTP, "http", "HTTP/1.1 301 Moved Permanently\r\n\r\n"),
        port("a web server at another port", Listener.COMPONENT, "http", "HTTP/1.0 400 No\r\n\r\n"),
        argumentSet("an end without a word", Listener.HTTP, "closes", (Script) _ -> Thread.yield()),
        argumentSet(
            "a reset",
            Listener.COMPONENT,
            "closes",
            (Script) peer -> peer.expect("xmlns:stream").reset()),
        argumentSet("silence", Listener.CONSOLE, "silent", (Script) peer -> peer.hang()),
        argumentSet(
            "endless bytes", Listener.HTTP, "other", (Script) peer -> peer.sendEndlessly("x")),
        argumentSet(
            "a header without an end",
            Listener.COMPONENT,
            "other",
            (Script) peer -> peer.send("<stream:stream ").sendEndlessly("a='b' ")),
        argumentSet(
            "a byte now and then",
            Listener.COMPONENT,
            "other",
            (Script) peer -> peer.drip("x".repeat(100), Duration.ofMillis(300))));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void namesWhatAnswersOnOneConnection(Listener listener, String expected, Script script)
      throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Findings findings = probe(listener, server.address());
      assertEquals(expected, Seen.of(findings, PortFacts.ANSWER));
      assertEquals(1, server.connections());
      assertEquals(1, new OutsiderPortProbe(listener, new Random(1)).connections());
    }
  }

  static Stream<Arguments> bytestreams() {
    return Stream.of(
        argumentSet("a bytestream proxy", "waits", new byte[] {5, 0, 0, 3, 40}),
        argumentSet("a proxy with rules", "refused", new byte[] {5, 2, 0, 1}),
        argumentSet("an open proxy", "tried", new byte[] {5, 4, 0, 1}),
        argumentSet("a proxy with a fault", "error", new byte[] {5, 1, 0, 1}),
        argumentSet("an end", "refused", new byte[0]));
  }

  @ParameterizedTest
  @MethodSource("bytestreams")
  void asksASocksServerToConnectToNobody(String expected, byte[] reply) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            peer ->
                peer.expect("\5\1\0")
                    .send(new byte[] {5, 0})
                    .expect("\5\1\0\3\50")
                    .send(reply)
                    .halfClose()
                    .listen())) {
      Findings findings = probe(Listener.PROXY65, server.address());
      assertEquals("socks5", Seen.of(findings, PortFacts.ANSWER));
      assertEquals(expected, Seen.of(findings, PortFacts.SOCKS5_CONNECT));
      String asked = server.heard(0);
      assertTrue(asked.substring(8).matches("[0-9a-f]{40}\0\0"), "a hash at port 0");
    }
  }

  @Test
  void doesNotAskWhoWantsAPassword() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(peer -> peer.send(new byte[] {5, (byte) 0xff}).listen())) {
      Findings findings = probe(Listener.PROXY65, server.address());
      assertEquals("refused", Seen.of(findings, PortFacts.SOCKS5_CONNECT));
      assertEquals(3, server.heard(0).length());
    }
  }

  @Test
  void aRefusedConnectionIsNoAnswer() throws IOException {
    InetSocketAddress nobody;
    try (ScriptedServer server = ScriptedServer.playing(_ -> Thread.yield())) {
      nobody = server.address();
    }
    PeerException end = assertThrows(PeerException.class, () -> probe(Listener.COMPONENT, nobody));
    assertEquals(ReasonCode.TCP_REFUSED, end.reason().code());
  }

  @Test
  void silenceThatOurOwnTimeCutsShortIsNoAnswer() throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(peer -> peer.hang())) {
      ProbeContext context =
          TestContexts.of(Listener.CONSOLE, server.address(), Duration.ofMillis(500));
      PeerException end =
          assertThrows(
              PeerException.class,
              () ->
                  new OutsiderPortProbe(Listener.CONSOLE, new Random(1))
                      .run(context, new Findings()));
      assertEquals(ReasonCode.DEADLINE_EXCEEDED, end.reason().code());
    }
  }

  private static Arguments port(String name, Listener listener, String expected, String words) {
    return argumentSet(name, listener, expected, (Script) peer -> peer.send(words).listen());
  }

  private static Findings probe(Listener listener, InetSocketAddress address) throws PeerException {
    Findings findings = new Findings();
    return assertTimeoutPreemptively(
        HANG,
        () -> {
          new OutsiderPortProbe(listener, new Random(1))
              .run(TestContexts.of(listener, address), findings);
          return findings;
        });
  }
}
