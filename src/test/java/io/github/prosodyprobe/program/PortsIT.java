package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scans the ports of real servers that must not answer outsiders. */
class PortsIT {

  private static final Set<String> OPEN =
      Set.of("component-port-closed", "console-port-closed", "http-cleartext-port-closed");

  @Test
  @RealProsody(version = "13", config = "exposed")
  void anExposedServerAnswersEverywhere13(ProsodyServer server) throws Exception {
    List<String> ports = ports(server);
    ports.addAll(List.of("--connect", at("proxy-protocol", server.proxy())));
    JsonReport report = scan(server, 1, ports);
    assertExposed(report);
    assertEquals(Set.of("proxy-protocol-refused"), report.on("proxy-protocol").checks("fail"));
    assertEquals(Optional.of("accepted"), report.factOn("proxy-protocol", "proxy-header.v1"));
    assertEquals(Optional.of("accepted"), report.factOn("proxy-protocol", "proxy-header.v2"));
  }

  /** It has the port open, and hangs up on everybody but its proxy. */
  @Test
  @RealProsody(version = "13", config = "guarded-proxy-port")
  void aProxyPortThatBelievesItsProxyOnlyPasses(ProsodyServer server) throws Exception {
    JsonReport report =
        scan(server, 0, List.of("--connect", at("proxy-protocol", server.proxy())))
            .on("proxy-protocol");
    assertEquals(Set.of("proxy-protocol-refused"), report.checks("pass"));
    assertEquals(Optional.of("closes"), report.factOn("proxy-protocol", "proxy-header.v1"));
    assertEquals(Optional.of("closes"), report.factOn("proxy-protocol", "proxy-header.v2"));
  }

  @Test
  @RealProsody(version = "0.12", config = "exposed")
  void anExposedServerAnswersEverywhere012(ProsodyServer server) throws Exception {
    assertNull(server.proxy(), "0.12 has no mod_net_proxy");
    assertExposed(scan(server, 1, ports(server)));
  }

  private static void assertExposed(JsonReport report) {
    JsonReport insiders = report.on("component", "console", "http", "proxy65");
    assertAll(
        () -> assertEquals(OPEN, insiders.checks("fail")),
        () -> assertEquals(Set.of("proxy65-guarded"), insiders.checks("pass")),
        () -> assertEquals(Set.of("proxy-protocol-refused"), report.on("c2s").checks("pass")),
        () -> assertEquals(Set.of(), report.checks("unknown")),
        () -> assertEquals(Optional.of("refused"), report.factOn("c2s", "proxy-header.v1")),
        () -> assertEquals(Optional.of("refused"), report.factOn("c2s", "proxy-header.v2")),
        () -> assertEquals(Optional.of("waits"), report.factOn("proxy65", "port.socks5-connect")));
  }

  @Test
  @RealProsody(version = "13", config = "exposed")
  void anInsiderSeesThesePortsByRight(ProsodyServer server) throws Exception {
    List<String> options = ports(server);
    options.addAll(List.of("--vantage", "internal"));
    JsonReport report = scan(server, 3, options);
    assertEquals(Set.of(), report.checks("fail"));
    assertEquals(Set.of("proxy65-guarded"), report.checks("pass"));
    assertEquals(Set.of("vantage"), report.reasons());
    Set<String> outsiders = new TreeSet<>(OPEN);
    outsiders.add("proxy-protocol-refused");
    assertEquals(outsiders, report.checks("unknown"));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void whereNobodyListensThePortIsClosed(ProsodyServer server) throws Exception {
    String nobody;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "127.0.0.1:" + unused.getLocalPort();
    }
    JsonReport report =
        scan(
            server,
            0,
            List.of(
                "--connect",
                "component=" + nobody,
                "--connect",
                "proxy-protocol=" + nobody,
                "--connect",
                "proxy65=" + nobody));
    assertAll(
        () -> assertEquals(Optional.of("closed"), report.factOn("component", "port.answer")),
        () ->
            assertEquals(Optional.of("closed"), report.factOn("proxy-protocol", "proxy-header.v2")),
        () -> assertEquals(Set.of(), report.checks("unknown")),
        () -> assertTrue(report.on("component").checks("pass").contains("component-port-closed")));
  }

  private static List<String> ports(ProsodyServer server) {
    return new ArrayList<>(
        List.of(
            "--connect", at("component", server.component()),
            "--connect", at("console", server.console()),
            "--connect", at("http", server.http()),
            "--connect", at("proxy65", server.proxy65())));
  }

  private static String at(String listener, @Nullable InetSocketAddress address) {
    return listener + "=" + Program.hostAndPort(Objects.requireNonNull(address, listener));
  }

  private static JsonReport scan(ProsodyServer server, int exitCode, List<String> options)
      throws Exception {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--only", "ports", "--report", "json"));
    JsonReport report = Program.scan(server, all.toArray(String[]::new)).expect(exitCode).json();
    var connections = report.root().get("run").get("connections");
    assertTrue(connections.get("used").asInt() <= connections.get("planned").asInt());
    return report;
  }
}
