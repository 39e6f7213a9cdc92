package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Scans an ejabberd: what is expected of servers is not what Prosody happens to do.
 *
 * <p>Measured with ejabberd 23.01, and why each of these is as right as it is for Prosody:
 *
 * <ul>
 *   <li>Before TLS and before login it answers requests by ending the stream, with {@code
 *       policy-violation} and {@code not-authorized}; only PLAIN before TLS gets an answer, {@code
 *       encryption-required}. Each request therefore needs a stream.
 *   <li>TLS refusals are silent: it hangs up without an alert, also on TLS_FALLBACK_SCSV.
 *   <li>The distribution's ciphers have CBC and static RSA among them (43 suites under TLS 1.2, as
 *       sslscan counts too), so that {@code tls-suites} fails rightly. DH is of 2048 bits.
 *   <li>SCRAM-SHA-1-PLUS is offered under both versions, no type is announced, and {@code
 *       tls-unique} is the only one that it takes, so that nobody who goes by RFC 9266 can log in
 *       with it under TLS 1.3. A wrong type and a wrong name differ only in the text of the
 *       failure.
 *   <li>Servers are offered EXTERNAL whether they have shown a certificate or not; it fails when it
 *       is tried. Dialback is offered to all where its module is loaded, inside TLS only.
 *   <li>What comes behind {@code <starttls/>} in the same segment makes it hang up, during the TLS
 *       handshake or, seen in 4 of 60 scans of a busy machine, just after it.
 * </ul>
 */
class EjabberdIT {

  @Test
  @RealProsody(version = "ejabberd", config = "dialback")
  void theDistributionsSettings(ProsodyServer server) throws Exception {
    JsonReport report = scan(server);
    assertAlike(report);
    assertAll(
        () ->
            assertEquals(
                Set.of("tls-suites", "s2s-certificate-required"),
                report.on("s2s").checks("fail", "critical")),
        () ->
            assertEquals(
                Set.of("tls-suites", "s2s-certificate-required"),
                report.on("s2s-direct").checks("fail", "critical")),
        () -> assertEquals("dialback", text(report, "s2s.peer-without-certificate")),
        () -> assertEquals("dialback", text(report, "s2s.peer-self-signed")));
  }

  @Test
  @RealProsody(version = "ejabberd", config = "strict")
  void onlyCertificates(ProsodyServer server) throws Exception {
    JsonReport report = scan(server);
    assertAlike(report);
    assertAll(
        () -> assertEquals(Set.of("tls-suites"), report.on("s2s").checks("fail", "critical")),
        () ->
            assertEquals(Set.of("tls-suites"), report.on("s2s-direct").checks("fail", "critical")),
        () -> assertTrue(report.on("s2s").checks("pass").contains("s2s-certificate-required")),
        () -> assertEquals("refused", text(report, "s2s.peer-without-certificate")),
        () -> assertEquals("not-authorized", text(report, "s2s.peer-self-signed-condition")),
        () -> assertEquals("false", text(report, "s2s.dialback-after-tls")));
  }

  private static void assertAlike(JsonReport report) {
    assertEquals(Set.of(), report.reasons());
    for (String listener : Set.of("c2s", "c2s-direct")) {
      JsonReport clients = report.on(listener);
      assertAll(
          listener,
          () -> assertEquals(Set.of("tls-suites"), clients.checks("fail", "critical")),
          () -> assertEquals(Set.of("channel-binding-works"), clients.checks("fail", "warning")),
          () ->
              assertEquals(
                  Set.of(
                      "channel-binding-offered",
                      "sasl-scram-sha-256-offered",
                      "tls-groups-post-quantum"),
                  clients.checks("fail", "suggestion")),
          () -> assertTrue(clients.checks("pass").contains("tls-fallback-scsv")),
          () -> assertTrue(clients.checks("pass").contains("tls-dh-size")),
          () -> assertTrue(clients.checks("pass").contains("legacy-auth-off")),
          () -> assertTrue(clients.checks("pass").contains("registration-closed")));
    }
    assertTrue(report.on("c2s").checks("pass").contains("c2s-tls-required"));
    assertTrue(report.on("c2s").checks("pass").contains("plain-before-tls-refused"));
    assertTrue(report.on("s2s").checks("pass").contains("starttls-injection-discarded"));
    assertEquals(Set.of("tls-unique"), report.texts("sasl.channel-bindings-working-tls12"));
  }

  private static JsonReport scan(ProsodyServer server) throws Exception {
    return Program.scan(
            server,
            "--connect",
            "c2s-direct=" + Program.hostAndPort(server.c2sDirect()),
            "--connect",
            "s2s=" + Program.hostAndPort(server.s2s()),
            "--connect",
            "s2s-direct=" + Program.hostAndPort(server.s2sDirect()),
            "--report",
            "json")
        .expect(1)
        .json();
  }

  private static String text(JsonReport report, String fact) {
    return report.factOn("s2s", fact).orElse("nothing");
  }
}
