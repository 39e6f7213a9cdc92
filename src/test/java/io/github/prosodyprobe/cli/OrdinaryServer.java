package io.github.prosodyprobe.cli;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.PROCEED;

import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An XMPP server as far as features after STARTTLS, for what needs any server at all. */
final class OrdinaryServer {

  private static final String FEATURES_INSIDE =
      "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          + "<mechanism>SCRAM-SHA-256-PLUS</mechanism><mechanism>SCRAM-SHA-256</mechanism>"
          + "</mechanisms></stream:features>";

  private OrdinaryServer() {}

  /** Starts one for example.test. */
  static ScriptedServer start() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TestTlsServer tls =
        TestTlsServer.with(
            TestCertificate.named("CN=example.test")
                .dns("example.test")
                .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(60)))
                .issue());
    return ScriptedServer.playing(peer -> converse(peer, tls));
  }

  private static void converse(ScriptedPeer peer, TestTlsServer tls) throws IOException {
    peer.expect("<stream:stream").send(HEADER + FEATURES);
    peer.expect("<starttls").send(PROCEED);
    ScriptedPeer inside = tls.protect(peer);
    inside.expect("<stream:stream").send(HEADER + FEATURES_INSIDE);
    inside.listen();
  }
}
