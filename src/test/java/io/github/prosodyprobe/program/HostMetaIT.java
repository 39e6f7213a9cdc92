package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scans a domain whose website is not its XMPP server, and only says where that is. */
@RealProsody(version = "13", config = "every-http-module")
class HostMetaIT {

  private static final TestTlsServer TLS =
      TestTlsServer.with(TestCertificate.root("CN=example.test"));

  @Test
  void goesWhereTheServersOwnHostMetaLeads(ProsodyServer server) throws Exception {
    String xmpp = "https://example.test:" + port(server) + "/.well-known/";
    JsonReport report = scan(server, "internal", path -> moved(xmpp + path));
    assertAll(
        () -> assertEquals("both", text(report, "https", "host-meta.presence")),
        () -> assertEquals(Set.of(), report.texts("host-meta.dead-links")),
        () -> assertTrue(report.on("https").checks("pass").contains("host-meta-links-alive")),
        () -> assertEquals("granted", text(report, "bosh", "bosh.session")),
        () -> assertTrue(report.texts("bosh.mechanisms").contains("SCRAM-SHA-1")),
        () -> assertEquals("features", text(report, "websocket", "websocket.stream")),
        () -> assertTrue(report.texts("websocket.mechanisms").contains("SCRAM-SHA-1")));
  }

  @Test
  void namesTheLinkThatIsDead(ProsodyServer server) throws Exception {
    String dead = "wss://example.test:" + port(server) + "/ws";
    String document =
        "{\"links\": ["
            + link("xbosh", "https://example.test:" + port(server) + "/http-bind")
            + ", "
            + link("websocket", dead)
            + "]}";
    JsonReport report = scan(server, "internal", path -> page(path, document));
    assertAll(
        () -> assertEquals("json", text(report, "https", "host-meta.presence")),
        () -> assertEquals(Set.of(dead + " (status 404)"), report.texts("host-meta.dead-links")),
        () -> assertTrue(report.on("https").checks("fail").contains("host-meta-links-alive")),
        () -> assertEquals("granted", text(report, "bosh", "bosh.session")),
        () -> assertEquals("refused:404", text(report, "websocket", "websocket.stream")));
  }

  @Test
  void fromOutsideNobodyIsDialledThatHostMetaNamesInside(ProsodyServer server) throws Exception {
    String document =
        "{\"links\": ["
            + link("xbosh", "https://inner.example.test:" + port(server) + "/http-bind")
            + "]}";
    JsonReport report = scan(server, "external", path -> page(path, document));
    assertAll(
        () -> assertTrue(report.on("https").checks("fail").contains("host-meta-links-public")),
        () -> assertEquals(Set.of("address-refused"), report.on("bosh").reasons()));
  }

  private static int port(ProsodyServer server) {
    return Objects.requireNonNull(server.https()).getPort();
  }

  private static String text(JsonReport report, String listener, String fact) {
    return report.factOn(listener, fact).orElse("nothing");
  }

  private static String link(String way, String url) {
    return "{\"rel\": \"urn:xmpp:alt-connections:" + way + "\", \"href\": \"" + url + "\"}";
  }

  private static String moved(String to) {
    return "HTTP/1.1 301 Moved Permanently\r\nAccess-Control-Allow-Origin: *\r\nLocation: "
        + to
        + "\r\nContent-Length: 0\r\n\r\n";
  }

  private static String page(String path, String json) {
    return path.equals("host-meta.json")
        ? "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json
        : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
  }

  /** What the website says of a path below /.well-known/. */
  @FunctionalInterface
  private interface Website {
    String answer(String path);
  }

  private static JsonReport scan(ProsodyServer server, String vantage, Website website)
      throws Exception {
    ScriptedServer.Script script =
        peer -> {
          while (true) {
            int before = peer.heard().length();
            String target = peer.expect("\r\n\r\n").heard().substring(before).split(" ", 3)[1];
            peer.send(website.answer(target.replace("/.well-known/", "")));
          }
        };
    try (ScriptedServer web = ScriptedServer.playing(TLS.then(script));
        ScriptedNameServer names =
            ScriptedNameServer.ofZone(
                "example.test. A 127.0.0.1",
                "xmpp.example.test. A 127.0.0.1",
                "inner.example.test. A 127.0.0.2",
                "_xmpp-client._tcp.example.test. SRV 5 0 "
                    + server.c2s().getPort()
                    + " xmpp.example.test.")) {
      return Program.probe(
              "scan",
              server.domain(),
              "--only",
              "host-meta,bosh,web",
              "--connect",
              "https=" + Program.hostAndPort(web.address()),
              "--resolver",
              Program.hostAndPort(names.address()),
              "--vantage",
              vantage,
              "--trust",
              server.ca().toString(),
              "--report",
              "json")
          .json();
    }
  }
}
