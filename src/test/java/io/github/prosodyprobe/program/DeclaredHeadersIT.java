package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Scans a Prosody whose file declares security headers in {@code http_headers}, an option that it
 * does not read: each is reported missing, with the place where it could be set.
 */
class DeclaredHeadersIT {

  private static final Set<String> DECLARED =
      Set.of(
          "http-content-type-options",
          "http-frame-options",
          "http-referrer-policy",
          "http-content-security-policy");

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void noneOfThemIsSent012(ProsodyServer server) throws Exception {
    assertMissing(server);
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void noneOfThemIsSent13(ProsodyServer server) throws Exception {
    assertMissing(server);
  }

  private static void assertMissing(ProsodyServer server) throws Exception {
    JsonReport report =
        Program.scan(
                server,
                "--connect",
                "http=" + Program.hostAndPort(Objects.requireNonNull(server.http())),
                "--connect",
                "https=" + Program.hostAndPort(Objects.requireNonNull(server.https())),
                "--report",
                "json")
            .expect(1)
            .json();
    Set<String> overTls = new TreeSet<>(DECLARED);
    overTls.add("http-hsts");
    assertTrue(report.on("http").checks("fail", "suggestion").containsAll(DECLARED));
    assertTrue(report.on("https").checks("fail", "suggestion").containsAll(overTls));
    Set<String> explained = new TreeSet<>();
    for (JsonNode result : report.on("http", "https").root().get("results")) {
      String id = result.get("check").asString();
      if (overTls.contains(id)) {
        String fix = result.get("fix").toString();
        assertTrue(fix.contains("Prosody has no option"), fix);
        assertTrue(fix.contains("http_headers"), fix);
        assertTrue(fix.contains("nginx: add_header"), fix);
        explained.add(id);
      }
    }
    assertEquals(overTls, explained);
  }
}
