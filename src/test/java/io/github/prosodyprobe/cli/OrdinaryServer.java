package io.github.prosodyprobe.cli;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.PROCEED;
import static io.github.prosodyprobe.hostile.Sessions.streamError;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An XMPP server as far as features inside TLS, for what needs any server at all. */
final class OrdinaryServer {

  private static final String FEATURES_INSIDE =
      "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          + "<mechanism>SCRAM-SHA-256-PLUS</mechanism><mechanism>SCRAM-SHA-256</mechanism>"
          + "</mechanisms></stream:features>";

  private static final String HEADER_FOR_SERVERS = HEADER.replace("jabber:client", "jabber:server");

  private OrdinaryServer() {}

  /** Starts one for clients of example.test. */
  static ScriptedServer start() throws IOException {
    return start(Listener.C2S);
  }

  /** Starts a listener of example.test. */
  static ScriptedServer start(Listener listener) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TestTlsServer tls =
        TestTlsServer.with(
            TestCertificate.named("CN=example.test")
                .dns("example.test")
                .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(60)))
                .issue());
    return ScriptedServer.playing(
        switch (listener) {
          case C2S -> startTls(HEADER, tls.then(OrdinaryServer::serveClient));
          case C2S_DIRECT -> tls.then(OrdinaryServer::serveClient);
          case S2S ->
              startTls(
                  HEADER_FOR_SERVERS,
                  tls.askingForAnyCertificate().then(OrdinaryServer::refuseServer));
          case S2S_DIRECT -> tls.askingForAnyCertificate().then(OrdinaryServer::refuseServer);
          case HTTPS -> tls.then(OrdinaryServer::findNothing);
          default -> throw new IllegalArgumentException("no stream or TLS there");
        });
  }

  /** A web server with no page at all. */
  private static void findNothing(ScriptedPeer peer) throws IOException {
    while (true) {
      peer.expect("\r\n\r\n").send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private static Script startTls(String header, Script inside) {
    return peer -> {
      peer.expect("<stream:stream").send(header + FEATURES);
      peer.expect("<starttls").send(PROCEED);
      inside.play(peer);
    };
  }

  private static void serveClient(ScriptedPeer inside) throws IOException {
    inside.expect("<stream:stream").send(HEADER + FEATURES_INSIDE).listen();
  }

  private static void refuseServer(ScriptedPeer inside) throws IOException {
    inside.expect("<stream:stream").send(HEADER_FOR_SERVERS + streamError("not-authorized"));
  }
}
