package io.github.prosodyprobe.hostile;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.streamError;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.probe.Findings;
import io.github.prosodyprobe.probe.PeerIdentity;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ServerStreamProbe;
import io.github.prosodyprobe.probe.StreamProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that misbehave before they have said what they offer. */
class HostileStreamTest {

  private static final Duration PROBE_TIME = Duration.ofSeconds(3);
  private static final Duration HANG = Duration.ofSeconds(30);
  private static final String AGAIN = HEADER.substring(HEADER.indexOf("?>") + 2);
  private static final String WHOLE = FEATURES + "</stream:stream>";
  private static final String ENTITY_BOMB =
      "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
          + "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]>";

  static Stream<Arguments> servers() {
    return Stream.of(
        says("entities that multiply", ReasonCode.RESTRICTED_XML, ENTITY_BOMB + HEADER),
        says(
            "an external entity",
            ReasonCode.RESTRICTED_XML,
            "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/'>" + HEADER),
        says("an undeclared entity", ReasonCode.RESTRICTED_XML, HEADER + "<stream:features>&b;"),
        says("a comment", ReasonCode.RESTRICTED_XML, HEADER + "<!-- hello -->" + FEATURES),
        says("an instruction", ReasonCode.RESTRICTED_XML, HEADER + "<?hello?>" + FEATURES),
        says("features that are not XML", ReasonCode.PROTOCOL_VIOLATION, HEADER + "<a></b>"),
        says("a NUL", ReasonCode.PROTOCOL_VIOLATION, HEADER + "<a>\u0000</a>"),
        repeats("deep nesting", ReasonCode.BUDGET_EXCEEDED, HEADER, "<a>"),
        says("10 000 attributes", ReasonCode.BUDGET_EXCEEDED, HEADER + "<a" + attributes(10_000)),
        repeats("an endless attribute", ReasonCode.BUDGET_EXCEEDED, HEADER + "<a b='", "c"),
        repeats("an endless name", ReasonCode.BUDGET_EXCEEDED, HEADER + "<", "a"),
        repeats("an endless header", ReasonCode.BUDGET_EXCEEDED, "<stream:stream id='", "a"),
        repeats("endless text", ReasonCode.BUDGET_EXCEEDED, HEADER + "<a>", "text"),
        repeats("endless CDATA", ReasonCode.BUDGET_EXCEEDED, HEADER + "<a><![CDATA[", "]]"),
        repeats("endless children", ReasonCode.BUDGET_EXCEEDED, HEADER + "<a>", "<b/>"),
        repeats("endless white space", ReasonCode.BUDGET_EXCEEDED, HEADER, " "),
        repeats("white space and no header", ReasonCode.BUDGET_EXCEEDED, "", "\n"),
        repeats("an endless declaration", ReasonCode.BUDGET_EXCEEDED, "<?xml version='", "1"),
        repeats(
            "an endless error text",
            ReasonCode.BUDGET_EXCEEDED,
            HEADER + "<stream:error><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>",
            "sorry "),
        plays("silence", ReasonCode.DEADLINE_EXCEEDED, ScriptedPeer::hang),
        plays(
            "features that are never closed",
            ReasonCode.DEADLINE_EXCEEDED,
            peer -> peer.send(HEADER + "<stream:features>").hang()),
        plays(
            "a byte now and then",
            ReasonCode.DEADLINE_EXCEEDED,
            peer -> peer.drip(HEADER + " ".repeat(1_000), Duration.ofMillis(100))),
        plays("a close at once", ReasonCode.TCP_CLOSED, peer -> peer.expect("stream")),
        plays("half a close", ReasonCode.TCP_CLOSED, peer -> peer.halfClose().listen()),
        plays("a reset", ReasonCode.TCP_RESET, peer -> peer.expect("stream").reset()),
        says(
            "the end of the stream, and data behind it",
            ReasonCode.TCP_CLOSED,
            HEADER + "</stream:stream>" + FEATURES),
        says("features of nothing", ReasonCode.TCP_CLOSED, HEADER.replace("'>", "'/>")),
        says(
            "another domain",
            ReasonCode.PROTOCOL_VIOLATION,
            HEADER.replace("example.test", "other.test") + FEATURES),
        says("no id", ReasonCode.PROTOCOL_VIOLATION, HEADER.replace("id='s1'", "") + FEATURES),
        says(
            "no version",
            ReasonCode.PROTOCOL_VIOLATION,
            HEADER.replace(" version='1.0' xml", " xml") + FEATURES),
        says("a stanza first", ReasonCode.PROTOCOL_VIOLATION, HEADER + "<message/>" + FEATURES),
        says("a new document", ReasonCode.RESTRICTED_XML, HEADER + HEADER + FEATURES),
        says("a second header", ReasonCode.TCP_CLOSED, HEADER + AGAIN + FEATURES),
        repeats("headers without end", ReasonCode.BUDGET_EXCEEDED, HEADER, AGAIN),
        says("a stream in the stream", ReasonCode.PROTOCOL_VIOLATION, HEADER + AGAIN + WHOLE),
        says(
            "an error with a megabyte of text",
            ReasonCode.BUDGET_EXCEEDED,
            HEADER
                + "<stream:error><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>"
                + "sorry ".repeat(175_000)
                + "</text></stream:error></stream:stream>"),
        says("an error without a condition", ReasonCode.STREAM_ERROR, HEADER + "<stream:error/>"),
        says(
            "an error and features behind it",
            ReasonCode.STREAM_ERROR,
            HEADER + streamError("reset") + HEADER + FEATURES),
        says(
            "HTTP",
            ReasonCode.NOT_XMPP,
            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html></html>"),
        says("HTML", ReasonCode.NOT_XMPP, "<html><body>It works!</body></html>"),
        says("SSH", ReasonCode.NOT_XMPP, "SSH-2.0-OpenSSH_9.2p1\r\n"),
        says("XML of another kind", ReasonCode.NOT_XMPP, "<stream xmlns='urn:other'>"),
        plays(
            "a TLS alert",
            ReasonCode.NOT_XMPP,
            peer -> peer.send(HexFormat.of().parseHex("15030100020246")).listen()),
        plays("UTF-16", ReasonCode.NOT_XMPP, peer -> peer.send(HEADER.getBytes(UTF_16)).listen()));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void misbehaviourIsNamedAndNeverAValue(ReasonCode expected, Script script) throws IOException {
    assertNamed(expected, script, Listener.C2S, new StreamProbe(new Random(1)));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void soItIsTowardsServers(ReasonCode expected, Script script) throws IOException {
    assertNamed(
        expected, script, Listener.S2S, new ServerStreamProbe(PeerIdentity.madeUp(new Random(1))));
  }

  private static void assertNamed(
      ReasonCode expected, Script script, Listener listener, Probe probe) throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Findings findings = new Findings();
      PeerException end =
          assertTimeoutPreemptively(
              HANG,
              () ->
                  assertThrows(
                      PeerException.class,
                      () ->
                          probe.run(
                              TestContexts.of(listener, server.address(), PROBE_TIME), findings)));
      assertEquals(expected, end.reason().code(), end.reason()::toString);
      assertTrue(
          findings.states().values().stream().noneMatch(FactState.Observed.class::isInstance));
      assertEquals(1, server.connections(), "there is nothing to come back for");
    }
  }

  private static String attributes(int count) {
    return IntStream.range(0, count).mapToObj(i -> " a" + i + "='1'").collect(joining());
  }

  private static Arguments says(String name, ReasonCode expected, String text) {
    return plays(name, expected, peer -> peer.send(text).halfClose().listen());
  }

  private static Arguments repeats(String name, ReasonCode expected, String start, String text) {
    return plays(name, expected, peer -> peer.send(start).sendEndlessly(text));
  }

  private static Arguments plays(String name, ReasonCode expected, Script script) {
    return argumentSet(name, expected, script);
  }
}
