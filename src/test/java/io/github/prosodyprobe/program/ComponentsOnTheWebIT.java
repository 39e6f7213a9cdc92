package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.NginxProxy;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Scans the web side of real servers, alone and behind a real nginx, under the names of components
 * beside that of the domain.
 */
class ComponentsOnTheWebIT {

  /** A name that Prosody does not know. Inside TLS it says so before anything can be asked. */
  private static final String NOBODY = "nobody";

  private static final List<String> NOT_ASKED_FOR =
      List.of(
          "http-admin-api-closed",
          "http-foreign-host-ignored",
          "http-listings-closed",
          "http-software-hidden");

  @Test
  @RealProsody(version = "0.12", config = "every-http-module")
  void eachNameShowsWhatItsComponentServes012(ProsodyServer server) throws Exception {
    assertEveryWay(
        server,
        Map.of(
            "conference", "chat-room-logs",
            "upload", "file-share",
            "old-upload", "old-file-share",
            "pubsub", "feeds-callback"));
  }

  @Test
  @RealProsody(version = "13", config = "every-http-module")
  void eachNameShowsWhatItsComponentServes13(ProsodyServer server) throws Exception {
    assertEveryWay(
        server,
        Map.of(
            "conference", "chat-room-logs",
            "upload", "file-share",
            "pubsub", "feeds-callback forge-callback"));
  }

  @Test
  @RealProsody(version = "0.12", config = "proxied-components")
  void anUploadHostIsFound012(ProsodyServer server) throws Exception {
    assertEveryWay(server, Map.of("conference", "", "upload", "file-share"));
  }

  @Test
  @RealProsody(version = "13", config = "proxied-components")
  void anUploadHostIsFound13(ProsodyServer server) throws Exception {
    assertEveryWay(server, Map.of("conference", "", "upload", "file-share"));
  }

  private static void assertEveryWay(ProsodyServer server, Map<String, String> open)
      throws Exception {
    try (NginxProxy proxy = NginxProxy.before(server, "right")) {
      Map<String, String> withNobody = new TreeMap<>(open);
      withNobody.put(NOBODY, "");
      assertSeen(server, "http", Objects.requireNonNull(server.http()), withNobody);
      assertSeen(server, "https", Objects.requireNonNull(server.https()), open);
      assertSeen(server, "https", proxy.https(), withNobody);
    }
  }

  private static void assertSeen(
      ProsodyServer server, String listener, InetSocketAddress place, Map<String, String> open)
      throws Exception {
    JsonReport report = scan(server, listener, place, open.keySet());
    Map<String, String> seen = new TreeMap<>();
    for (JsonNode state : report.root().get("facts").get("http.component-endpoints-open")) {
      JsonNode ids = state.get("value");
      if (ids != null && !ids.isNull()) {
        List<String> words = new ArrayList<>();
        ids.forEach(id -> words.add(id.asString()));
        seen.put(name(state, server), String.join(" ", words));
      }
    }
    Set<String> withLogs = new TreeSet<>(open.keySet());
    withLogs.removeIf(name -> !open.getOrDefault(name, "").contains("chat-room-logs"));
    JsonNode connections = report.root().get("run").get("connections");
    assertAll(
        listener + " " + place,
        () -> assertEquals(new TreeMap<>(open), seen),
        () -> assertEquals(withLogs, names(report, server, "http-component-logs-closed", "fail")),
        () ->
            NOT_ASKED_FOR.forEach(
                check ->
                    assertEquals(
                        open.keySet(),
                        names(report, server, check, "not-applicable"),
                        check + " is not looked at by these names, so that it cannot pass")),
        () ->
            assertTrue(
                connections.get("used").asInt() <= 4 * (open.size() + 2), connections::toString));
  }

  /** The hosts on which a check comes to this. */
  private static Set<String> names(
      JsonReport report, ProsodyServer server, String check, String state) {
    Set<String> names = new TreeSet<>();
    for (JsonNode result : report.root().get("results")) {
      if (result.get("check").asString().equals(check)
          && result.get("state").asString().equals(state)) {
        names.add(name(result, server));
      }
    }
    return names;
  }

  private static String name(JsonNode entry, ProsodyServer server) {
    return entry.get("domain").asString().replace("." + server.domain(), "");
  }

  private static JsonReport scan(
      ProsodyServer server, String listener, InetSocketAddress place, Set<String> components)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("scan", server.domain()));
    arguments.addAll(List.of("--connect", listener + "=" + Program.hostAndPort(place)));
    arguments.add("--also=" + NOBODY + "." + server.domain());
    components.forEach(name -> arguments.add("--also=" + name + "." + server.domain()));
    arguments.addAll(List.of("--only=exposure", "--report=json", "--trust=" + server.ca()));
    Program.Ended ended = Program.probe(arguments.toArray(String[]::new));
    assertTrue(ended.exitCode() <= 1, ended.errors());
    return ended.json();
  }
}
