package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans a web server that serves the domain and may refuse the name of a component inside TLS. */
class ComponentNameTest {

  private static final String ROOMS = "rooms." + TestContexts.DOMAIN;
  private static final TestTlsServer TLS =
      TestTlsServer.with(TestCertificate.root("CN=" + TestContexts.DOMAIN));

  /**
   * By their numbers (RFC 8446, section 6): handshake_failure, internal_error, unrecognized_name.
   */
  @ParameterizedTest
  @ValueSource(bytes = {40, 80, 112})
  void aNameThatTlsRefusesChangesNothing(byte alert) throws IOException {
    byte[] refusal = {21, 3, 3, 0, 2, 2, alert};
    ScriptedServer.Script script =
        peer -> {
          String hello = hello(peer);
          if (hello.contains(ROOMS)) {
            peer.send(refusal).listen();
          } else {
            serve(peer, hello);
          }
        };
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      Outcome without = scan(server);
      Outcome with = scan(server, "--also", ROOMS);
      assertAll(
          () -> assertEquals(0, without.exitCode(), without.messages() + without.out()),
          () -> assertEquals(0, with.exitCode(), with.messages() + with.out()),
          () -> assertFalse(with.out().contains(ROOMS), with.out()));
    }
  }

  @Test
  void aNameThatIsServedStandsInTheReport() throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(peer -> serve(peer, hello(peer)))) {
      Outcome with = scan(server, "--also", ROOMS);
      assertAll(
          () -> assertEquals(0, with.exitCode(), with.messages() + with.out()),
          () -> assertTrue(with.out().contains(ROOMS), with.out()));
    }
  }

  private static String hello(ScriptedPeer peer) throws IOException {
    return peer.expect(TestContexts.DOMAIN).heard();
  }

  private static void serve(ScriptedPeer peer, String hello) throws IOException {
    ScriptedPeer inside = TLS.protect(peer, hello.getBytes(ISO_8859_1));
    while (true) {
      inside
          .expect("\r\n\r\n")
          .send("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nNo");
    }
  }

  private static Outcome scan(ScriptedServer server, String... more) {
    InetSocketAddress address = server.address();
    String place = address.getAddress().getHostAddress() + ":" + address.getPort();
    List<String> arguments = new ArrayList<>(List.of("scan", TestContexts.DOMAIN, "-v"));
    arguments.addAll(List.of("--connect", "https=" + place, "--only", "exposure"));
    arguments.addAll(List.of(more));
    return CommandLines.run(arguments.toArray(String[]::new));
  }
}
