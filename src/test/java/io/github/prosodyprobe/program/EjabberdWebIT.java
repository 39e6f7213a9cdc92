package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Scans the web side of an ejabberd: BOSH, WebSocket and what else its https port serves.
 *
 * <p>Measured with ejabberd 23.01, and why each failure is right:
 *
 * <ul>
 *   <li>A WebSocket is let in that names no subprotocol ({@code websocket-subprotocol-required}).
 *   <li>It sends no HSTS and no nosniff, and serves a note for people under both paths. The note is
 *       {@code text/xml} and so no page to us, for which nothing that protects pages is missing.
 *   <li>The ciphers are those of its other ports, CBC and static RSA among them.
 * </ul>
 *
 * <p>A session for a domain that it does not serve is ended with {@code internal-server-error},
 * which refuses it as well as another condition. BOSH and WebSocket offer SCRAM-SHA-1 without
 * channel binding, and end a stream over the first question asked before login.
 */
class EjabberdWebIT {

  @Test
  @RealProsody(version = "ejabberd", config = "strict")
  void theWebSide(ProsodyServer server) throws Exception {
    String https = Program.hostAndPort(Objects.requireNonNull(server.https()));
    JsonReport report =
        Program.scan(
                server,
                "--connect",
                "https=" + https,
                "--connect",
                "bosh=https://" + https + "/http-bind",
                "--connect",
                "websocket=wss://" + https + "/xmpp-websocket",
                "--report",
                "json")
            .expect(1)
            .json();
    assertAll(
        () -> assertEquals(Set.of(), report.on("https", "bosh", "websocket").reasons()),
        () -> assertEquals(Set.of(), report.on("bosh").checks("fail")),
        () -> assertTrue(report.on("bosh").checks("pass").contains("bosh-session")),
        () ->
            assertEquals(
                Set.of("websocket-subprotocol-required"), report.on("websocket").checks("fail")),
        () -> assertTrue(report.on("websocket").checks("pass").contains("websocket-stream-works")),
        () ->
            assertEquals(
                Set.of(
                    "tls-suites",
                    "tls-groups-post-quantum",
                    "http-hsts",
                    "http-content-type-options"),
                report.on("https").checks("fail")));
  }
}
