package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.fact.DirectTlsFacts.ALPN_ABSENT;
import static io.github.prosodyprobe.fact.DirectTlsFacts.ALPN_RIGHT;
import static io.github.prosodyprobe.fact.DirectTlsFacts.ALPN_WRONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Sessions;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DirectTlsProbeTest {

  private static final TestCertificate OWN =
      TestCertificate.named("CN=example.test").dns("example.test").issue();

  private static final Script XMPP =
      peer -> peer.expect("version='1.0'").send(Sessions.HEADER + "<stream:features/>").listen();

  /** Speaks XMPP, and knows these application protocols; without any it ignores what is offered. */
  private static Script knowing(String... protocols) {
    return TestTlsServer.with(OWN).applicationProtocols(protocols).then(XMPP);
  }

  private static Findings look(Probe probe, Script script) throws Exception {
    Findings findings = new Findings();
    run(probe, script, findings);
    return findings;
  }

  private static void run(Probe probe, Script script, Findings findings) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      ProbeContext context =
          TestContexts.of(Listener.C2S_DIRECT, server.address(), Duration.ofSeconds(5));
      assertTimeoutPreemptively(Duration.ofSeconds(30), () -> probe.run(context, findings));
    }
  }

  private static String value(Findings findings, Fact<?> fact) {
    FactState state = Objects.requireNonNull(findings.states().get(fact), fact::name);
    return assertInstanceOf(FactState.Observed.class, state).value().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                     ignored,  ignored,  accepted",
    "xmpp-client,            selected, refused,  accepted",
    "xmpp-client http/1.1,   selected, selected, accepted",
  })
  void tellsWhatBecomesOfTheApplicationProtocol(
      String known, String right, String wrong, String absent) throws Exception {
    String[] protocols = known.isEmpty() ? new String[0] : known.split(" ");
    assertEquals(right, value(look(new DirectTlsProbe(), knowing(protocols)), ALPN_RIGHT));
    Findings others = look(new ApplicationProtocolProbe(), knowing(protocols));
    assertEquals(wrong, value(others, ALPN_WRONG));
    assertEquals(absent, value(others, ALPN_ABSENT));
  }

  @Test
  void aRefusedProtocolIsSeenAlthoughNothingComesBehindIt() {
    Findings findings = new Findings();
    PeerException end =
        assertThrows(
            PeerException.class, () -> run(new DirectTlsProbe(), knowing("http/1.1"), findings));
    assertEquals("tls-alert:no_application_protocol", end.reason().word());
    assertEquals("refused", value(findings, ALPN_RIGHT));
  }

  @Test
  void whatStandsBeforeTlsElsewhereIsNotApplicable() throws Exception {
    Findings findings = look(new DirectTlsProbe(), knowing());
    for (Fact<?> fact :
        new Fact<?>[] {
          StreamFacts.STARTTLS, StreamFacts.LEGACY_AUTH_BEFORE_TLS, SaslFacts.BEFORE_TLS
        }) {
      assertInstanceOf(FactState.NotApplicable.class, findings.states().get(fact), fact::name);
    }
  }

  static Stream<Arguments> somethingElse() {
    TestTlsServer tls = TestTlsServer.with(OWN);
    return Stream.of(
        Arguments.of(
            "a web server that waits for the end of the request",
            tls.then(peer -> peer.expect("\r\n\r\n").send("HTTP/1.1 400 Bad Request\r\n\r\n")),
            "not-xmpp"),
        Arguments.of(
            "a web server that knows its own protocol only by ALPN",
            tls.then(peer -> peer.send("HTTP/1.1 200 OK\r\n\r\n<html/>").listen()),
            "not-xmpp"),
        Arguments.of(
            "a page without any header",
            tls.then(peer -> peer.send("<html>").listen()),
            "not-xmpp"),
        Arguments.of(
            "a mail server",
            tls.then(peer -> peer.send("* OK IMAP4rev1\r\n").listen()),
            "not-xmpp"),
        Arguments.of(
            "a service that hangs up", tls.then(peer -> peer.expect("version")), "tcp-closed"),
        Arguments.of(
            "a stream in clear text",
            (Script) peer -> peer.send(Sessions.HEADER + Sessions.FEATURES).listen(),
            "tls-violation"),
        Arguments.of(
            "a stream for somebody else",
            tls.then(
                peer ->
                    peer.expect("version")
                        .send(Sessions.HEADER + Sessions.streamError("host-unknown"))
                        .listen()),
            "stream-error:host-unknown"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("somethingElse")
  void nothingIsSeenOfSomethingElse(String name, Script script, String reason) {
    Findings findings = new Findings();
    PeerException end =
        assertThrows(PeerException.class, () -> run(new DirectTlsProbe(), script, findings));
    assertEquals(reason, end.reason().word(), name);
    assertFalse(findings.knows(ALPN_RIGHT), name);
  }
}
