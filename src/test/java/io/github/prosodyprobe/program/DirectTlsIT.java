package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import io.github.prosodyprobe.tls.OpenSslServer;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans direct TLS beside STARTTLS: real servers on both ports, and other services on the one. */
class DirectTlsIT {

  private static final Set<String> COMPARISONS = Set.of("same-certificate", "tls-same-everywhere");

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void findsNothingAtTheRecommendedServer012(ProsodyServer server) throws Exception {
    assertRecommended(server);
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void findsNothingAtTheRecommendedServer13(ProsodyServer server) throws Exception {
    assertRecommended(server);
  }

  private static void assertRecommended(ProsodyServer server) throws Exception {
    JsonReport report = scan(server, server.c2sDirect()).expect(0).json();
    assertAll(
        () -> assertEquals(Set.of(), report.checks("unknown")),
        () -> assertEquals(Set.of(), report.checks("fail", "critical")),
        () -> assertEquals(Set.of(), report.checks("fail", "warning")),
        () -> assertTrue(report.on("c2s-direct").checks("pass").contains("direct-tls-alpn")),
        () -> assertTrue(report.on("c2s-direct").checks("pass").contains("legacy-auth-off")),
        () -> assertTrue(report.on("c2s").checks("pass").containsAll(COMPARISONS)),
        () -> assertTrue(report.on("c2s-direct").checks("pass").containsAll(COMPARISONS)));
  }

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void findsWhatTheAuditedServerDoesWrongInsideTls012(ProsodyServer server) throws Exception {
    assertAudited(server);
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void findsWhatTheAuditedServerDoesWrongInsideTls13(ProsodyServer server) throws Exception {
    assertAudited(server);
  }

  /** Nothing is in clear text there, but legacy authentication does without any. */
  private static void assertAudited(ProsodyServer server) throws Exception {
    JsonReport report = scan(server, server.c2sDirect()).expect(1).json();
    JsonReport direct = report.on("c2s-direct");
    assertAll(
        () -> assertEquals(Set.of(), report.checks("unknown")),
        () -> assertEquals(Set.of(), direct.checks("fail", "critical")),
        () -> assertEquals(Set.of("legacy-auth-off"), direct.checks("fail", "warning")),
        () -> assertTrue(direct.checks("pass").containsAll(COMPARISONS)));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void prosodyTakesAnyApplicationProtocol(ProsodyServer server) throws Exception {
    JsonReport facts =
        Program.probe(
                "look",
                server.domain(),
                "--connect",
                "c2s=" + Program.hostAndPort(server.c2s()),
                "--connect",
                "c2s-direct=" + Program.hostAndPort(server.c2sDirect()),
                "--report",
                "json")
            .expect(0)
            .json();
    assertEquals("ignored", facts.fact("direct-tls.alpn-right").orElseThrow().asString());
    assertEquals("ignored", facts.fact("direct-tls.alpn-wrong").orElseThrow().asString());
    assertEquals("accepted", facts.fact("direct-tls.alpn-absent").orElseThrow().asString());
  }

  /** It waits for the end of a request, and then hangs up without having said what it is. */
  @Test
  @RealProsody(version = "13", config = "recommended")
  void prosodysOwnWebServerIsNoPass(ProsodyServer server) throws Exception {
    InetSocketAddress https = Objects.requireNonNull(server.https());
    assertSomethingElse(scan(server, https), "tcp-closed");
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void aStartTlsPortIsNoPass(ProsodyServer server) throws Exception {
    assertSomethingElse(scan(server, server.c2s()), "tls-violation");
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void aWebServerIsNoPass(ProsodyServer server) throws Exception {
    TestCertificate own = TestCertificate.named("CN=example.test").dns(server.domain()).issue();
    try (ScriptedServer web =
        ScriptedServer.playing(
            TestTlsServer.with(own)
                .then(peer -> peer.expect("\r\n\r\n").send("HTTP/1.1 400 Bad Request\r\n\r\n")))) {
      assertSomethingElse(scan(server, web.address()), "not-xmpp");
      assertEquals(1, web.connections());
    }
  }

  /** The STARTTLS port beside it keeps its results, and has nothing to be compared with. */
  private static void assertSomethingElse(Program.Ended ended, String reason) {
    JsonReport report = ended.expect(3).json();
    JsonReport direct = report.on("c2s-direct");
    assertAll(
        () -> assertEquals(Set.of(reason), direct.reasons()),
        () -> assertEquals(Set.of(), direct.checks("pass")),
        () -> assertEquals(Set.of(), direct.checks("fail")),
        () -> assertEquals(Set.of(), report.on("c2s").checks("unknown")),
        () -> assertTrue(report.on("c2s").checks("not-applicable").containsAll(COMPARISONS)));
  }

  /** What can be seen without a session is judged; only what is inside of one is unknown. */
  @Test
  void aServerWithOldVersionsOnlyFailsForThem(@TempDir Path folder) throws Exception {
    try (OpenSslServer server =
        new OpenSslServer(folder, "rsa", "-tls1_1 -cipher ALL:@SECLEVEL=0")) {
      List<String> arguments = new ArrayList<>(List.of("scan", "example.test", "--report", "json"));
      List<String> listeners = List.of("c2s-direct", "s2s-direct", "https");
      for (String listener : listeners) {
        arguments.addAll(List.of("--connect", listener + "=127.0.0.1:" + server.port()));
        arguments.addAll(List.of("--only", listener));
      }
      JsonReport report = Program.probe(arguments.toArray(String[]::new)).expect(1).json();
      for (String listener : listeners) {
        JsonReport one = report.on(listener);
        assertTrue(one.checks("fail", "critical").contains("tls-versions"), listener);
        assertTrue(one.checks("fail", "critical").contains("tls-suites"), listener);
        assertEquals(Set.of("tls-no-common-version"), one.reasons(), listener);
        assertTrue(
            one.checks("unknown").stream().noneMatch(check -> check.startsWith("tls")), listener);
      }
    }
  }

  private static Program.Ended scan(ProsodyServer server, InetSocketAddress direct)
      throws Exception {
    return Program.scan(
        server, "--connect", "c2s-direct=" + Program.hostAndPort(direct), "--report", "json");
  }
}
