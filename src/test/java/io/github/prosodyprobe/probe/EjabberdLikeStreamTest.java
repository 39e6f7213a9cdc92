package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.streamError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Servers that end the stream over a stanza, and refuse types and names with one condition. */
class EjabberdLikeStreamTest {

  private static final TestCertificate OWN =
      TestCertificate.named("CN=example.test").dns("example.test").issue();
  private static final String FEATURES =
      "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          + "<mechanism>SCRAM-SHA-1-PLUS</mechanism></mechanisms></stream:features>";

  /** One stream for each request that ends it, and a last one for the login. */
  @Test
  void whatIsLostWithAStreamIsAskedOnAnother() throws IOException {
    Findings findings = look(peer -> answer(peer, "bad name", "bad binding"));
    assertEquals("refused", Seen.of(findings, StreamFacts.LEGACY_AUTH_AFTER_TLS));
    assertEquals("closed", Seen.of(findings, StreamFacts.REGISTRATION));
    assertEquals("tls-unique", Seen.of(findings, SaslFacts.BINDINGS_WORKING_TLS12));
    assertEquals("tls-exporter", Seen.of(findings, SaslFacts.BINDINGS_WORKING_TLS13));
  }

  /** What it says of a type that does not exist under one version, it says of others as well. */
  @Test
  void theWordsOfAFailureTellATypeFromAName() throws IOException {
    Findings findings =
        look(
            peer -> {
              boolean newest = TestTlsServer.version(peer).equals("TLSv1.3");
              answer(peer, newest ? "bad binding" : "bad name", "bad binding");
            });
    assertEquals("tls-unique", Seen.of(findings, SaslFacts.BINDINGS_WORKING_TLS12));
    assertEquals("none", Seen.of(findings, SaslFacts.BINDINGS_WORKING_TLS13));
    assertEquals("tls-exporter under TLSv1.3", Seen.of(findings, SaslFacts.BINDINGS_BROKEN));
  }

  @Test
  void theSameWordsForAllTellNothing() throws IOException {
    Findings findings = look(peer -> answer(peer, "no", "no"));
    assertEquals("needs-account", Seen.of(findings, SaslFacts.BINDINGS_WORKING_TLS12));
    assertEquals("needs-account", Seen.of(findings, SaslFacts.BINDINGS_BROKEN));
  }

  private static void answer(ScriptedPeer peer, String ofType, String ofControl)
      throws IOException {
    peer.expect("version='1.0'").send(HEADER + FEATURES).expect("</auth>");
    peer.send(
            peer.heard().contains("<iq ")
                ? streamError("not-authorized")
                : failure(ofType) + failure(ofControl))
        .listen();
  }

  private static String failure(String words) {
    return "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/><text>"
        + words
        + "</text></failure>";
  }

  private static Findings look(Script inside) throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(TestTlsServer.with(OWN).then(inside))) {
      Findings findings = new Findings();
      ProbeContext context = TestContexts.of(Listener.C2S_DIRECT, server.address());
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> new SecureStreamProbe(ProbeContext::connect, new Random(1)).run(context, findings));
      return findings;
    }
  }
}
