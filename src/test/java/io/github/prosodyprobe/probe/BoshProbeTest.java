package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.policy.BuiltIn;
import io.github.prosodyprobe.policy.Evaluation;
import io.github.prosodyprobe.policy.State;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BOSH servers that answer in one way or another. */
class BoshProbeTest {

  private static final Duration HANG = Duration.ofSeconds(30);
  private static final String BODY = "<body xmlns='http://jabber.org/protocol/httpbind'";
  private static final String END = BODY + " type='terminate'/>";
  private static final String WRONG_DOMAIN =
      BODY + " type='terminate' condition='improper-addressing'/>";
  private static final String FEATURES =
      "><stream:features xmlns:stream='http://etherx.jabber.org/streams'>"
          + "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism>"
          + "</mechanisms></stream:features></body>";
  private static final String NO_FEATURES =
      "><stream:features xmlns:stream='http://etherx.jabber.org/streams'/></body>";
  private static final String LEGACY_AUTH =
      "<iq xmlns='jabber:client' type='result' id='LEGACY_AUTH'>"
          + "<query xmlns='jabber:iq:auth'><username/><password/></query></iq>";
  private static final String REGISTRATION =
      "<iq xmlns='jabber:client' type='result' id='REGISTRATION_FORM'>"
          + "<query xmlns='jabber:iq:register'><username/><password/></query></iq>";

  private static final String REFUSALS =
      "<iq xmlns='jabber:client' type='error' id='LEGACY_AUTH'/>"
          + "<iq xmlns='jabber:client' type='error' id='REGISTRATION_FORM'/>";

  @Test
  void reportsAbsurdValuesAsTheyAreAndNoneThatIsNoNumber() throws Exception {
    String absurd = " wait='99999999999' requests='-1' hold='x' inactivity='' ver='1.6'";
    Findings seen =
        probe(
            session(BODY + " sid='a'" + absurd + FEATURES, BODY + ">" + LEGACY_AUTH + "</body>"),
            BODY + ">" + REGISTRATION + "</body>");
    assertAll(
        () -> assertSeen(seen, BoshFacts.SESSION, "granted"),
        () -> assertSeen(seen, BoshFacts.ENCRYPTED, "no"),
        () -> assertSeen(seen, BoshFacts.WAIT, "99999999999"),
        () -> assertSeen(seen, BoshFacts.REQUESTS, "-1"),
        () -> assertSeen(seen, BoshFacts.HOLD, "protocol-violation"),
        () -> assertSeen(seen, BoshFacts.INACTIVITY, "protocol-violation"),
        () -> assertSeen(seen, BoshFacts.POLLING, "the server does not say"),
        () -> assertSeen(seen, BoshFacts.VERSION, "1.6"),
        () -> assertSeen(seen, BoshFacts.MECHANISMS, "PLAIN"),
        () -> assertSeen(seen, BoshFacts.CHANNEL_BINDING, "no"),
        () -> assertSeen(seen, StreamFacts.LEGACY_AUTH_BEFORE_TLS, "answers"),
        () -> assertSeen(seen, StreamFacts.LEGACY_AUTH_AFTER_TLS, "there is no TLS here"),
        () -> assertSeen(seen, StreamFacts.REGISTRATION_FORM_BEFORE_TLS, "form"),
        () -> assertSeen(seen, StreamFacts.REGISTRATION, "needs-canary"),
        () -> assertSeen(seen, StreamFacts.FOREIGN_DOMAIN, "improper-addressing"),
        () -> assertSeen(seen, BoshFacts.MECHANISMS_BEHIND_FORGED_PROTO, "none"));
  }

  /** The answers of a whole scan, with another answer between those of the first session. */
  private static Findings probe(Script session, String later) throws Exception {
    Script script =
        peer -> {
          session.play(peer);
          answer(peer, 200, later);
          answer(peer, 200, END);
          answer(peer, 200, WRONG_DOMAIN);
          peer.expect("X-Forwarded-Proto: https\r\n");
          answer(peer, 200, BODY + " sid='b'" + NO_FEATURES);
          answer(peer, 200, END);
          peer.listen();
        };
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Findings findings = run(server);
      String heard = server.heard(0);
      assertEquals(2, heard.split("type='terminate'", -1).length - 1, heard);
      assertTrue(heard.startsWith("POST /http-bind HTTP/1.1\r\n"), heard);
      assertFalse(heard.contains("type='set'"), heard);
      return findings;
    }
  }

  private static Script session(String... answers) {
    return peer -> {
      for (String answer : answers) {
        answer(peer, 200, answer);
      }
    };
  }

  @Test
  void asksInAnotherSessionWhatWasLostWithTheFirst() throws Exception {
    Script script =
        peer -> {
          answer(peer, 200, BODY + " sid='a'" + NO_FEATURES);
          answer(peer, 200, BODY + " type='terminate' condition='policy-violation'/>");
          answer(peer, 200, BODY + " sid='b'" + NO_FEATURES);
          answer(peer, 200, BODY + ">" + REGISTRATION + "</body>");
          answer(peer, 200, END);
          answer(peer, 404, "");
          answer(peer, 404, "");
          peer.listen();
        };
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Findings seen = run(server);
      assertSeen(seen, StreamFacts.LEGACY_AUTH_BEFORE_TLS, "refused");
      assertSeen(seen, StreamFacts.REGISTRATION_FORM_BEFORE_TLS, "form");
      assertSeen(seen, StreamFacts.FOREIGN_DOMAIN, "not-xmpp");
    }
  }

  @ParameterizedTest
  @CsvSource({"conflict, open", "not-allowed, closed"})
  void registersANameThatExists(String condition, String expected) throws Exception {
    String form = REGISTRATION.replace("REGISTRATION_FORM", "registration-get");
    String refusal =
        "<iq xmlns='jabber:client' type='error' id='registration-set'><error type='cancel'><"
            + condition
            + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>";
    Script script =
        peer -> {
          answer(peer, 200, BODY + " sid='a'" + NO_FEATURES);
          answer(peer, 200, BODY + ">" + LEGACY_AUTH + REGISTRATION + "</body>");
          answer(peer, 200, END);
          answer(peer, 200, BODY + " sid='b'" + NO_FEATURES);
          answer(peer, 200, BODY + ">" + form + "</body>");
          peer.expect("<username>canary</username>");
          peer.expect("</body>");
          peer.send(http(200, BODY + ">" + refusal + "</body>"));
          answer(peer, 200, END);
          peer.listen();
        };
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Findings seen = new Findings();
      new BoshProbe(new Random(1)).run(context("http", server.address(), "canary"), seen);
      assertSeen(seen, StreamFacts.REGISTRATION, expected);
    }
  }

  /** As behind a proxy that passes on what clients say of themselves. */
  @ParameterizedTest
  @ValueSource(ints = {200, 301})
  void aHeaderThatOpensWhatWasClosedIsCritical(int statusWithoutIt) throws Exception {
    Script script =
        peer -> {
          if (statusWithoutIt == 200) {
            answer(peer, 200, BODY + " sid='a'" + NO_FEATURES);
            answer(peer, 200, BODY + ">" + REFUSALS + "</body>");
            answer(peer, 200, END);
            answer(peer, 200, WRONG_DOMAIN);
          } else {
            answer(peer, statusWithoutIt, "");
          }
          peer.expect("X-Forwarded-Proto: https\r\n");
          answer(peer, 200, BODY + " sid='b'" + FEATURES);
          answer(peer, 200, END);
          peer.listen();
        };
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Findings seen = run(server);
      assertSeen(seen, BoshFacts.MECHANISMS_BEHIND_FORGED_PROTO, "PLAIN");
      assertEquals(List.of("bosh-forwarded-proto-ignored"), fails(server, seen));
    }
  }

  private static List<String> fails(ScriptedServer server, Findings seen) throws Exception {
    EndpointFacts facts =
        EndpointFacts.of(context("http", server.address()).endpoint(), seen.states());
    return Evaluation.of(
            BuiltIn.policy("prosody-recommended@1").only(Set.of("bosh")),
            List.of(facts),
            Vantage.EXTERNAL,
            Instant.EPOCH)
        .stream()
        .filter(result -> result.state() == State.FAIL)
        .map(result -> result.check().id())
        .toList();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(200, "<!DOCTYPE html><html><p>Hello</p></html>", "absent"),
        arguments(404, "gone", "absent"),
        arguments(405, "GET", "absent"),
        arguments(301, "there", "redirected"),
        arguments(403, "no", "refused"),
        arguments(200, WRONG_DOMAIN, "refused"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysThatThereIsNoSession(int status, String body, String expected) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(always(status, body))) {
      Findings seen = run(server);
      assertSeen(seen, BoshFacts.SESSION, expected);
      for (Fact<?> fact : new BoshProbe(new Random(1)).yields()) {
        assertFalse(Seen.of(seen, fact).equals("nothing"), fact::name);
      }
      assertTrue(Seen.of(seen, BoshFacts.MECHANISMS).startsWith("no BOSH session is granted"));
      assertEquals(
          expected.equals("absent"),
          fails(server, seen).contains("bosh-session"),
          "clear text may be refused");
      boolean forged = server.heard(0).contains("X-Forwarded-Proto");
      assertEquals(!expected.equals("absent"), forged);
    }
  }

  static Stream<Arguments> failures() {
    String length = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n";
    return Stream.of(
        arguments(always(502, "down"), ReasonCode.NOT_XMPP),
        arguments(always(200, BODY + "/>"), ReasonCode.PROTOCOL_VIOLATION),
        arguments(always(200, BODY + " sid='a'><x/></body>"), ReasonCode.PROTOCOL_VIOLATION),
        arguments(always(200, BODY + " sid='a'/>"), ReasonCode.HTTP_TIMEOUT),
        arguments(always(200, "<!DOCTYPE body>" + BODY + "/>"), ReasonCode.RESTRICTED_XML),
        arguments(
            (Script)
                peer ->
                    peer.expect("<body ").expect(">").send(length).sendEndlessly(BODY + " a='b'"),
            ReasonCode.BUDGET_EXCEEDED));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void endsWithItsReason(Script script, ReasonCode expected) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      PeerException end =
          assertTimeoutPreemptively(
              HANG, () -> assertThrows(PeerException.class, () -> run(server)));
      assertEquals(expected, end.reason().code(), () -> end.reason().toString());
    }
  }

  private static Findings run(ScriptedServer server) throws Exception {
    Findings findings = new Findings();
    new BoshProbe(new Random(1)).run(context("http", server.address()), findings);
    return findings;
  }

  static ProbeContext context(String scheme, InetSocketAddress address) {
    return context(scheme, address, "");
  }

  private static ProbeContext context(String scheme, InetSocketAddress address, String canary) {
    ProbeContext context = TestContexts.of(Listener.BOSH, address);
    return new ProbeContext(
        context.endpoint(),
        address,
        context.dialer(),
        context.deadline(),
        context.wanted(),
        context.trust(),
        context.clock(),
        canary,
        Optional.of(
            WebLocation.parse(
                    scheme + "://" + TestContexts.DOMAIN + ":" + address.getPort() + "/http-bind")
                .orElseThrow()));
  }

  private static void assertSeen(Findings seen, Fact<?> fact, String expected) {
    assertEquals(expected, Seen.of(seen, fact), fact::name);
  }

  private static Script always(int status, String body) {
    return peer -> {
      while (true) {
        answer(peer, status, body);
      }
    };
  }

  private static void answer(ScriptedPeer peer, int status, String body) throws IOException {
    peer.expect("<body ").expect(">").send(http(status, body));
  }

  private static String http(int status, String body) {
    return "HTTP/1.1 " + status + " x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
