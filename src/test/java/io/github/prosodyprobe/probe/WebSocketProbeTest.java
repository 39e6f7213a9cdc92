package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.hostile.WebSocketScripts.messages;
import static io.github.prosodyprobe.hostile.WebSocketScripts.switching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.WebSocketFacts;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.hostile.WebSessions;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.PeerException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketProbeTest {

  private static final Duration HANG = Duration.ofSeconds(30);
  private static final String CHOSEN = "Sec-WebSocket-Protocol: xmpp\r\n";
  private static final String OPEN =
      "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='example.test' id='1'"
          + " version='1.0'/>";
  private static final String FEATURES =
      "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>"
          + "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism>"
          + "</mechanisms><authentication xmlns='urn:xmpp:sasl:2'><mechanism>SCRAM-SHA-1</mechanism>"
          + "</authentication></stream:features>";
  private static final byte[] CLOSING = {(byte) 0x88, 0};

  /** Where the upgrade or the stream ends, and what is known of mechanisms then. */
  static Stream<Arguments> ends() {
    return Stream.of(
        end("a page", answering("200 OK\r\nContent-Type: text/html"), "refused:200", ABSENT + 200),
        end("nothing", answering("404 Not Found"), "refused:404", ABSENT + 404),
        end("a redirect", answering("301 M\r\nLocation: https://a/"), "refused:301", "none"),
        end("a refusal", answering("403 Forbidden"), "refused:403", "none"),
        end("a dead server behind a proxy", answering("502 Bad"), "refused:502", "not-xmpp"),
        end("a busy server", answering("429 Later"), "refused:429", "throttled"),
        end("silence", switching(CHOSEN, ScriptedPeer::hang), "silent", "deadline-exceeded"),
        end("a close", sending(CLOSING), "closed", "tcp-closed"),
        end(
            "no features to proceed with",
            sending(messages(OPEN, streamError("undefined-condition"))),
            "stream-error:undefined-condition",
            "none"),
        end(
            "another domain",
            sending(messages(OPEN, streamError("host-unknown"))),
            "stream-error:host-unknown",
            "stream-error:host-unknown"));
  }

  private static final String ABSENT = "there is no WebSocket here: refused:";

  @ParameterizedTest
  @MethodSource("ends")
  void anUpgradeThatLeadsNowhereIsNoPass(Script script, String stream, String mechanisms)
      throws Exception {
    Findings seen = probe(script);
    assertValue(seen, WebSocketFacts.STREAM, stream);
    assertValue(seen, WebSocketFacts.MECHANISMS, mechanisms);
    assertValue(seen, WebSocketFacts.MECHANISMS_FORGED_HEADER, mechanisms);
  }

  static Stream<Arguments> faults() {
    byte[] pieces = {1, 1, 'a'};
    return Stream.of(
        argumentSet(
            "a wrong accept",
            ReasonCode.PROTOCOL_VIOLATION,
            answering(
                "101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: YQ==")),
        argumentSet(
            "endless frames",
            ReasonCode.BUDGET_EXCEEDED,
            switching(CHOSEN, peer -> peer.send(pieces).sendEndlessly("\0\1a"))),
        argumentSet(
            "a page inside", ReasonCode.PROTOCOL_VIOLATION, sending(messages("<html></html>"))),
        argumentSet(
            "another domain's stream",
            ReasonCode.PROTOCOL_VIOLATION,
            sending(messages(OPEN.replace("example.test", "other.test")))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsAReasonAndNoValue(ReasonCode expected, Script script) {
    PeerException end =
        assertTimeoutPreemptively(
            HANG, () -> assertThrows(PeerException.class, () -> probe(script)));
    assertEquals(expected, end.reason().code(), () -> end.reason().toString());
  }

  @Test
  void aStreamTellsItsMechanismsAndAnswers() throws Exception {
    Findings seen =
        probe(
            switching(
                "",
                peer ->
                    peer.send(messages(OPEN, FEATURES))
                        .send(messages(error("LEGACY_AUTH"), error("REGISTRATION_FORM")))
                        .listen()));
    assertValue(seen, WebSocketFacts.SUBPROTOCOL, "none");
    assertValue(seen, WebSocketFacts.STREAM, "features");
    assertValue(seen, WebSocketFacts.MECHANISMS, "PLAIN, SCRAM-SHA-1");
    assertValue(seen, WebSocketFacts.WITHOUT_SUBPROTOCOL, "switched");
    assertValue(seen, WebSocketFacts.FOREIGN_ORIGIN, "switched");
    assertValue(seen, StreamFacts.LEGACY_AUTH_BEFORE_TLS, "refused");
    assertValue(seen, StreamFacts.REGISTRATION_FORM_BEFORE_TLS, "refused");
    assertValue(seen, StreamFacts.LEGACY_AUTH_AFTER_TLS, "the WebSocket is in clear text");
  }

  @Test
  void theSecondQuestionIsAskedOnANewStream() throws Exception {
    Script refusesToListen = sending(messages(OPEN, FEATURES, streamError("not-authorized")));
    Script answersTheForm = sending(messages(OPEN, FEATURES, error("REGISTRATION_FORM")));
    Findings seen = probe(refusesToListen, answersTheForm);
    assertValue(seen, StreamFacts.LEGACY_AUTH_BEFORE_TLS, "refused");
    assertValue(seen, StreamFacts.REGISTRATION_FORM_BEFORE_TLS, "refused");
  }

  /** A proxy that lets in who claims to have come over TLS. */
  @Test
  void aHeaderThatIsBelievedShowsItself() throws Exception {
    Script keepsOut = answering("301 Moved\r\nLocation: https://example.test/");
    Findings seen = probe(keepsOut, sending(messages(OPEN, FEATURES)));
    assertValue(seen, WebSocketFacts.MECHANISMS, "none");
    assertValue(seen, WebSocketFacts.MECHANISMS_FORGED_HEADER, "PLAIN, SCRAM-SHA-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 13\r\n\r\nnobody's here",
        "Transfer-Encoding: chunked\r\n\r\n7;x=y\r\nnobody'\r\n6\r\ns here\r\n0\r\n\r\n",
        "Content-Length: 999999999\r\n\r\nnobody's here",
        "\r\nnobody's here"
      })
  void whatAnswersInThePlaceOfAWebSocketIsShown(String rest) throws Exception {
    Findings seen =
        probe(peer -> peer.expect("\r\n\r\n").send("HTTP/1.1 404 No\r\n" + rest).close());
    assertTrue(
        seen.evidence().values().iterator().next().lines().stream()
            .anyMatch(line -> line.contains("nobody's here")));
  }

  @Test
  void anEndlessPageIsReadALittle() throws Exception {
    Findings seen =
        assertTimeoutPreemptively(
            HANG,
            () ->
                probe(
                    peer ->
                        peer.expect("\r\n\r\n")
                            .send("HTTP/1.1 404 No\r\n\r\n")
                            .sendEndlessly("nobody's here")));
    assertValue(seen, WebSocketFacts.STREAM, "refused:404");
  }

  private static Findings probe(Script... scripts) throws Exception {
    Findings findings = new Findings();
    try (ScriptedServer server = ScriptedServer.playing(scripts)) {
      WebLocation location =
          new WebLocation(WebSessions.origin(Scheme.HTTP, server.address()), "/xmpp-websocket");
      ProbeContext context = TestContexts.of(Listener.WEBSOCKET, server.address(), location);
      new WebSocketProbe(new SecureRandom()).run(context, findings);
      // With time of its own, as a scan gives it.
      context = TestContexts.of(Listener.WEBSOCKET, server.address(), location);
      new WebSocketUpgradeProbe().run(context, findings);
    }
    return findings;
  }

  private static Script answering(String head) {
    return peer -> peer.expect("\r\n\r\n").send("HTTP/1.1 " + head + "\r\n\r\n").listen();
  }

  private static Script sending(byte[] frames) {
    return switching(CHOSEN, peer -> peer.send(frames).listen());
  }

  private static String streamError(String condition) {
    // Without a declaration of the prefix, as Prosody 13 sends it.
    return "<stream:error><"
        + condition
        + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
  }

  private static String error(String id) {
    return "<iq xmlns='jabber:client' type='error' id='"
        + id
        + "'><error type='cancel'><service-unavailable"
        + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>";
  }

  private static Arguments end(String name, Script script, String stream, String mechanisms) {
    return argumentSet(name, script, stream, mechanisms);
  }

  private static void assertValue(Findings seen, Fact<?> fact, String expected) {
    assertEquals(expected, Seen.of(seen, fact), fact::name);
  }
}
