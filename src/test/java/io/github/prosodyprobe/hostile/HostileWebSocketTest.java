package io.github.prosodyprobe.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.http.WebSocket;
import io.github.prosodyprobe.http.WebSocketUpgrade;
import io.github.prosodyprobe.http.WebSocketUpgrade.Outcome;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.text.Untrusted;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that misbehave on a WebSocket, or on the way to one. */
class HostileWebSocketTest {

  private static final Duration TIME = Duration.ofSeconds(2);
  private static final Duration HANG = Duration.ofSeconds(30);
  private static final String SWITCH =
      "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
  private static final String PROTOCOL = "Sec-WebSocket-Protocol: xmpp\r\n";

  static Stream<Arguments> heads() {
    return Stream.of(
        head("no accept", ReasonCode.PROTOCOL_VIOLATION, SWITCH + "\r\n"),
        head("a wrong accept", ReasonCode.PROTOCOL_VIOLATION, SWITCH + accept("YWJj") + "\r\n"),
        head(
            "another protocol",
            ReasonCode.PROTOCOL_VIOLATION,
            "HTTP/1.1 101 Yes\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"),
        head("garbage", ReasonCode.PROTOCOL_VIOLATION, "\u0000\u0001\n\n"),
        head("XMPP", ReasonCode.PROTOCOL_VIOLATION, Sessions.HEADER + "\n"),
        head("half a head", ReasonCode.TCP_CLOSED, SWITCH),
        argumentSet("endless headers", ReasonCode.BUDGET_EXCEEDED, endless(SWITCH, "a: b\r\n")),
        argumentSet("an endless header", ReasonCode.BUDGET_EXCEEDED, endless(SWITCH + "a: ", "b")),
        argumentSet("a header of nothing", ReasonCode.BUDGET_EXCEEDED, endless(SWITCH, ":\n")),
        argumentSet(
            "interim answers for ever",
            ReasonCode.BUDGET_EXCEEDED,
            endless("", "HTTP/1.1 100 Continue\r\n\r\n")),
        argumentSet(
            "an extension that was not offered",
            ReasonCode.PROTOCOL_VIOLATION,
            switching("Sec-WebSocket-Extensions: permessage-deflate\r\n", ScriptedPeer::listen)),
        argumentSet(
            "another subprotocol",
            ReasonCode.PROTOCOL_VIOLATION,
            switching("Sec-WebSocket-Protocol: mqtt\r\n", ScriptedPeer::listen)));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void noWebSocketComesOfIt(ReasonCode expected, Script script) throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      PeerException end =
          assertTimeoutPreemptively(
              HANG, () -> assertThrows(PeerException.class, () -> upgrade(server)));
      assertEquals(expected, end.reason().code(), () -> end.reason().toString());
    }
  }

  static Stream<Arguments> frames() {
    return Stream.of(
        frames("an endless frame", ReasonCode.BUDGET_EXCEEDED, "81 7f 00000000ffffffff", "61"),
        frames("2^63 bytes", ReasonCode.PROTOCOL_VIOLATION, "81 7f 8000000000000000", ""),
        frames("a length in too many bytes", ReasonCode.PROTOCOL_VIOLATION, "81 7e 0001 61", ""),
        frames("pieces for ever", ReasonCode.BUDGET_EXCEEDED, "01 01 61", "00 01 61"),
        frames(
            "long pieces for ever",
            ReasonCode.BUDGET_EXCEEDED,
            "01 01 61",
            "00 7e 2000" + "61".repeat(0x2000)),
        frames("pings for ever", ReasonCode.BUDGET_EXCEEDED, "", "89 00"),
        frames("pongs for ever", ReasonCode.BUDGET_EXCEEDED, "", "8a 00"),
        frames("a masked frame", ReasonCode.PROTOCOL_VIOLATION, "81 81 00000000 61", ""),
        frames("bad UTF-8", ReasonCode.PROTOCOL_VIOLATION, "81 02 c328", ""),
        frames("compressed", ReasonCode.PROTOCOL_VIOLATION, "c1 07 f248cdc9c90700", ""),
        frames("RSV2", ReasonCode.PROTOCOL_VIOLATION, "a1 01 61", ""),
        frames("an unknown type", ReasonCode.PROTOCOL_VIOLATION, "83 00", ""),
        frames("a binary message", ReasonCode.PROTOCOL_VIOLATION, "82 01 61", ""),
        frames("a piece of nothing", ReasonCode.PROTOCOL_VIOLATION, "80 01 61", ""),
        frames("two messages in one", ReasonCode.PROTOCOL_VIOLATION, "01 01 61 81 01 61", ""),
        frames("a ping in pieces", ReasonCode.PROTOCOL_VIOLATION, "09 00", ""),
        frames("a long ping", ReasonCode.PROTOCOL_VIOLATION, "89 7e 0080", ""),
        frames("a close with half a status", ReasonCode.PROTOCOL_VIOLATION, "88 01 03", ""),
        frames("half a frame", ReasonCode.TCP_CLOSED, "81 05 61", ""),
        frames("no closing frame", ReasonCode.TCP_CLOSED, "", ""),
        argumentSet(
            "a 101 and nothing more",
            ReasonCode.DEADLINE_EXCEEDED,
            switching(PROTOCOL, ScriptedPeer::hang)),
        argumentSet(
            "a drip",
            ReasonCode.DEADLINE_EXCEEDED,
            switching(
                PROTOCOL,
                peer ->
                    peer.send(bytes("81 7e 2000")).drip("a".repeat(200), Duration.ofMillis(50)))));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void endsWithItsReason(ReasonCode expected, Script script) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(script);
        WebSocket socket = switched(server)) {
      PeerException end =
          assertTimeoutPreemptively(HANG, () -> assertThrows(PeerException.class, socket::receive));
      assertEquals(expected, end.reason().code(), () -> end.reason().toString());
    }
  }

  @Test
  void messagesComeWholeAndPingsAreAnswered() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    Script script =
        switching(
            PROTOCOL,
            peer -> {
              peer.send(bytes("01 02 6869 89 01 78 80 01 21 88 05 03e8 627965")).listen();
              heard.complete(peer.heard());
            });
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      try (WebSocket socket = switched(server)) {
        assertEquals(Optional.of(Untrusted.of("hi!")), socket.receive());
        assertEquals(Optional.empty(), socket.receive());
        assertEquals("1000 bye", socket.closing().toString());
      }
      String sent = heard.get(20, TimeUnit.SECONDS);
      String frames = sent.substring(sent.indexOf("\r\n\r\n") + 4);
      assertEquals(0x8A, frames.charAt(0), "a pong");
      assertEquals(0x81, frames.charAt(1), "masked, of one byte");
      assertEquals('x', frames.charAt(2) ^ frames.charAt(6), "the ping's own payload");
      assertEquals(0x88, frames.charAt(7), "a closing frame");
    }
  }

  @Test
  void anAnswerOtherThan101IsShownAsItIs() throws Exception {
    Script script =
        peer -> peer.expect("\r\n\r\n").send("HTTP/1.1 501 No\r\nX-Why: because\r\n\r\n").listen();
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Outcome.Declined declined = assertInstanceOf(Outcome.Declined.class, upgrade(server));
      assertEquals(501, declined.answer().status());
      assertEquals(Optional.of(Untrusted.of("because")), declined.answer().header("x-why"));
      assertTrue(!server.heard(0).contains("Extensions"), server.heard(0));
    }
  }

  private static WebSocket switched(ScriptedServer server) throws Exception {
    return assertInstanceOf(Outcome.Switched.class, upgrade(server)).socket();
  }

  private static Outcome upgrade(ScriptedServer server) throws PeerException, InterruptedException {
    Origin origin = WebSessions.origin(Scheme.HTTP, server.address());
    Wire wire =
        WebSessions.opener(WebSessions.dialer(1, server.address()), server.address(), origin, TIME)
            .open();
    return WebSocketUpgrade.over(
        wire,
        new WebSocketUpgrade.Request(
            new WebLocation(origin, "/xmpp-websocket"), WebSocketUpgrade.XMPP, List.of()));
  }

  private static Script switching(String headers, Script then) {
    return peer -> {
      peer.expect("\r\n\r\n");
      String heard = peer.heard();
      int start = heard.indexOf("Sec-WebSocket-Key: ") + "Sec-WebSocket-Key: ".length();
      String key = heard.substring(start, heard.indexOf("\r\n", start));
      then.play(peer.send(SWITCH + accept(hash(key)) + headers + "\r\n"));
    };
  }

  private static String hash(String key) {
    try {
      byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String accept(String value) {
    return "Sec-WebSocket-Accept: " + value + "\r\n";
  }

  private static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
  }

  private static Script endless(String beginning, String repeated) {
    return peer -> peer.expect("\r\n\r\n").send(beginning).sendEndlessly(repeated);
  }

  private static Arguments head(String name, ReasonCode expected, String head) {
    return argumentSet(
        name, expected, (Script) peer -> peer.expect("\r\n\r\n").send(head).halfClose().listen());
  }

  private static Arguments frames(
      String name, ReasonCode expected, String beginning, String repeated) {
    Script then =
        repeated.isEmpty()
            ? peer -> peer.send(bytes(beginning)).halfClose().listen()
            : peer -> {
              peer.send(bytes(beginning));
              byte[] block = bytes(repeated.repeat(Math.max(1, 1_000 / repeated.length())));
              while (true) {
                peer.send(block);
              }
            };
    return argumentSet(name, expected, switching(PROTOCOL, then));
  }
}
