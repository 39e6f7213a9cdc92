package io.github.prosodyprobe.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.http.HttpAnswer;
import io.github.prosodyprobe.http.HttpBody.Extent;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Web servers that misbehave, in a JVM too small for what they send. */
class HostileHttpTest {

  private static final Duration TIME = Duration.ofSeconds(2);
  private static final Duration HANG = Duration.ofSeconds(30);
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String GZIP = "Content-Encoding: gzip\r\nContent-Length: ";

  static Stream<Arguments> failures() {
    return Stream.of(
        repeats("a million headers", ReasonCode.BUDGET_EXCEEDED, OK, "a: b\r\n"),
        says("300 headers", ReasonCode.BUDGET_EXCEEDED, OK + "a: b\r\n".repeat(300) + "\r\n"),
        repeats("a header without end", ReasonCode.BUDGET_EXCEEDED, OK + "a: ", "b"),
        repeats("a status line without end", ReasonCode.BUDGET_EXCEEDED, "HTTP/1.1 200 ", "O"),
        repeats(
            "interim answers for ever",
            ReasonCode.BUDGET_EXCEEDED,
            "",
            "HTTP/1.1 100 Continue\r\n\r\n"),
        says("an empty length", ReasonCode.PROTOCOL_VIOLATION, OK + "Content-Length:\r\n\r\nab"),
        says("length -1", ReasonCode.PROTOCOL_VIOLATION, OK + "Content-Length: -1\r\n\r\nab"),
        says(
            "two lengths",
            ReasonCode.PROTOCOL_VIOLATION,
            OK + "Content-Length: 2\r\nContent-Length: 1\r\n\r\nab"),
        says(
            "two lengths in one header",
            ReasonCode.PROTOCOL_VIOLATION,
            OK + "Content-Length: 2, 1\r\n\r\nab"),
        says("too long a length", ReasonCode.PROTOCOL_VIOLATION, length("9".repeat(30)) + "ab"),
        says("a length that is not reached", ReasonCode.PROTOCOL_VIOLATION, length("9") + "ab"),
        says("a bad chunk", ReasonCode.PROTOCOL_VIOLATION, chunked() + "xyz\r\nab\r\n"),
        says("a chunk that ends early", ReasonCode.PROTOCOL_VIOLATION, chunked() + "9\r\nab"),
        says("garbage", ReasonCode.PROTOCOL_VIOLATION, "\u0000\u0001\u0002 nonsense\n\n\n"),
        says("HTTP/0.9", ReasonCode.PROTOCOL_VIOLATION, "<html><p>Hello</p></html>"),
        says("HTTP/2", ReasonCode.PROTOCOL_VIOLATION, "HTTP/2 200 OK\r\n\r\n"),
        says("XMPP", ReasonCode.PROTOCOL_VIOLATION, Sessions.HEADER),
        says("an unasked upgrade", ReasonCode.PROTOCOL_VIOLATION, "HTTP/1.1 101 Yes\r\n\r\n"),
        says("half a head", ReasonCode.PROTOCOL_VIOLATION, OK + "a: b"),
        says("nothing", ReasonCode.TCP_CLOSED, ""),
        argumentSet("a reset", ReasonCode.TCP_RESET, (Script) peer -> peer.expect("GET").reset()),
        argumentSet(
            "silence", ReasonCode.DEADLINE_EXCEEDED, (Script) peer -> peer.expect("GET").hang()),
        argumentSet(
            "a length that is never reached",
            ReasonCode.DEADLINE_EXCEEDED,
            (Script) peer -> peer.expect("GET").send(length("9") + "ab").hang()),
        argumentSet(
            "a drip",
            ReasonCode.DEADLINE_EXCEEDED,
            (Script)
                peer ->
                    peer.expect("GET").drip(OK + "a: b\r\n".repeat(200), Duration.ofMillis(50))));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void endsWithItsReason(ReasonCode expected, Script script) throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(script);
        HttpSession session = WebSessions.session(server.address(), TIME)) {
      PeerException end =
          assertTimeoutPreemptively(
              HANG,
              () ->
                  assertThrows(
                      PeerException.class,
                      () -> session.ask(HttpRequest.get("/"), new Transcript())));
      assertEquals(expected, end.reason().code(), () -> end.reason().toString());
      assertEquals(1, server.connections());
    }
  }

  static Stream<Arguments> excesses() {
    return Stream.of(
        repeats("chunks for ever", chunked(), "1\r\na\r\n"),
        repeats("a body of 1 GB", length("1000000000"), "0123456789"),
        repeats("a body until the end", OK + "\r\n", "0123456789"));
  }

  @ParameterizedTest
  @MethodSource("excesses")
  void readsOfALongBodyWhatItWants(Script script) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      HttpAnswer answer = ask(server);
      assertEquals(HttpRequest.ANSWER_LIMIT, answer.body().size());
      assertEquals(Extent.TRUNCATED, answer.body().extent());
    }
  }

  @Test
  void doesNotInflateWhatItDidNotAskToBeCompressed() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      for (int megabyte = 0; megabyte < 30; megabyte++) {
        gzip.write(new byte[1 << 20]);
      }
    }
    Script script =
        peer ->
            peer.expect("\r\n\r\n")
                .send(OK + GZIP + bomb.size() + "\r\n\r\n")
                .send(bomb.toByteArray())
                .listen();
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      assertEquals(bomb.size(), ask(server).body().size());
      assertTrue(server.heard(0).contains("Accept-Encoding: identity\r\n"));
    }
  }

  @Test
  void actsOnNoStatusByItself() throws Exception {
    for (String head :
        new String[] {
          "401 Who\r\nWWW-Authenticate: Basic realm=x",
          "407 Who\r\nProxy-Authenticate: Basic realm=x",
          "408 Late",
          "421 Misdirected",
          "503 Busy\r\nRetry-After: 0",
          "302 Found\r\nLocation: /there",
          "300 Many\r\nLocation: /there"
        }) {
      Script script =
          peer ->
              peer.expect("\r\n\r\n")
                  .send("HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n")
                  .listen();
      try (ScriptedServer server = ScriptedServer.playing(script)) {
        assertEquals(head.substring(0, 3), "" + ask(server).status());
        assertEquals(1, server.connections());
        assertEquals(1, server.heard(0).split("GET ", -1).length - 1, server.heard(0));
      }
    }
  }

  @Test
  void returnsNoCookie() throws Exception {
    String answer = OK + "Set-Cookie: id=secret; Path=/; Secure\r\nContent-Length: 0\r\n\r\n";
    Script script =
        peer -> peer.expect("\r\n\r\n").send(answer).expect("\r\n\r\n").send(answer).listen();
    try (ScriptedServer server = ScriptedServer.playing(script);
        HttpSession session = WebSessions.session(server.address(), TIME)) {
      Transcript transcript = new Transcript();
      session.ask(HttpRequest.get("/"), transcript);
      session.ask(HttpRequest.get("/").with("Authorization", "Basic c2VjcmV0"), transcript);
      assertTrue(!server.heard(0).contains("Cookie:"), server.heard(0));
      String shown = transcript.lines().toString();
      assertTrue(shown.contains("id=[redacted 6 characters]; Path=/; Secure"), shown);
      assertTrue(!shown.contains("secret") && !shown.contains("c2VjcmV0"), shown);
    }
  }

  private static HttpAnswer ask(ScriptedServer server) {
    return assertTimeoutPreemptively(
        HANG,
        () -> {
          try (HttpSession session = WebSessions.session(server.address(), TIME)) {
            return session.ask(HttpRequest.get("/"), new Transcript());
          }
        });
  }

  private static String length(String length) {
    return OK + "Content-Length: " + length + "\r\n\r\n";
  }

  private static String chunked() {
    return OK + "Transfer-Encoding: chunked\r\n\r\n";
  }

  private static Arguments says(String name, ReasonCode expected, String answer) {
    return argumentSet(
        name,
        expected,
        (Script) peer -> peer.expect("\r\n\r\n").send(answer.getBytes(UTF_8)).halfClose().listen());
  }

  private static Arguments repeats(
      String name, ReasonCode expected, String beginning, String repeated) {
    return argumentSet(name, expected, script(beginning, repeated));
  }

  private static Arguments repeats(String name, String beginning, String repeated) {
    return argumentSet(name, script(beginning, repeated));
  }

  private static Script script(String beginning, String repeated) {
    return peer -> peer.expect("\r\n\r\n").send(beginning).sendEndlessly(repeated);
  }
}
