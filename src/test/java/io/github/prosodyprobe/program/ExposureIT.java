package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.prosody.NginxProxy;
import io.github.prosodyprobe.prosody.Outsiders;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/**
 * Scans real servers, alone and behind a real nginx, as a neighbour on their own machine and as an
 * outsider, and compares every endpoint's state with what is known of them.
 */
class ExposureIT {

  /** What a request passes on its way to Prosody; the variants of {@code with-nginx}. */
  private enum Way {
    ALONE,
    RIGHT,
    NO_FORWARDED_FOR,
    BELIEVES_CLIENT,
    ADDS_HEADERS,
    LOSES_HEADERS,
    HIDES_PAGES
  }

  private enum Asker {
    NEIGHBOUR,
    OUTSIDER
  }

  /** All that is seen; another name in {@code Host} opens nothing in any of these servers. */
  private record Exposed(Set<String> open, Set<String> guarded, Set<String> openedByForgedHeaders) {
    Exposed(Set<String> open, Set<String> guarded) {
      this(open, guarded, Set.of());
    }
  }

  /** What is to be seen of one server. */
  @FunctionalInterface
  private interface Table {
    Exposed of(Way way, Asker asker);
  }

  private static final Set<String> STATUS = Set.of("http-status");

  /** What their modules show to loopback alone. */
  private static final Set<String> FOR_NEIGHBOURS = Set.of("http-metrics", "http-status");

  /** What is loaded for the whole server, and answers whatever the host. */
  private static final Set<String> GLOBAL = Set.of("bosh", "front-page", "websocket");

  /** In 13 mod_bosh and mod_websocket bring mod_http_altconnect along. */
  private static final Set<String> PAGES_OF_13 =
      union(GLOBAL, Set.of("host-meta", "host-meta-json"));

  private static final Set<String> MODULES_OF_012 =
      union(
          GLOBAL,
          Set.of(
              "avatar",
              "invites-page",
              "microblog",
              "pastebin",
              "register-apps",
              "register-web",
              "server-status",
              "unified-push",
              "web-presence"));

  private static final Set<String> MODULES_OF_13 =
      union(
          MODULES_OF_012,
          PAGES_OF_13,
          Set.of(
              "admin-web",
              "oauth2-discovery",
              "oauth2-login",
              "oauth2-registration",
              "password-reset"));

  private static final Set<String> GUARDED_IN_012 =
      Set.of("files-listing", "invites-api", "libraries-listing");

  private static final Set<String> GUARDED_IN_13 =
      union(GUARDED_IN_012, Set.of("invites-register", "oauth2-user-information", "rest"));

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theAuditedServerShowsItsStatusToEverybody012(ProsodyServer server) throws Exception {
    Exposed exposed = new Exposed(union(GLOBAL, STATUS), Set.of());
    assertEveryWay(server, (_, _) -> exposed);
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theAuditedServerShowsItsStatusToEverybody13(ProsodyServer server) throws Exception {
    Exposed exposed = new Exposed(union(PAGES_OF_13, STATUS), Set.of());
    assertEveryWay(server, (_, _) -> exposed);
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void theRecommendedServerShowsItToNobody012(ProsodyServer server) throws Exception {
    Exposed exposed = new Exposed(GLOBAL, STATUS);
    assertEveryWay(server, (_, _) -> exposed);
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theRecommendedServerShowsItToNobody13(ProsodyServer server) throws Exception {
    Exposed exposed = new Exposed(PAGES_OF_13, STATUS);
    assertEveryWay(server, (_, _) -> exposed);
  }

  @Test
  @RealProsody(version = "0.12", config = "every-http-module")
  void everyModuleIsSeenAsItIs012(ProsodyServer server) throws Exception {
    assertEveryWay(server, everyModule(MODULES_OF_012, GUARDED_IN_012));
    assertComponent(server, "conference", Set.of("chat-room-logs"));
    assertComponent(server, "upload", Set.of("file-share"));
    assertComponent(server, "old-upload", Set.of("old-file-share"));
    assertComponent(server, "pubsub", Set.of("feeds-callback"));
  }

  @Test
  @RealProsody(version = "13", config = "every-http-module")
  void everyModuleIsSeenAsItIs13(ProsodyServer server) throws Exception {
    assertEveryWay(server, everyModule(MODULES_OF_13, GUARDED_IN_13));
    assertComponent(server, "conference", Set.of("chat-room-logs"));
    assertComponent(server, "upload", Set.of("file-share"));
    assertComponent(server, "pubsub", Set.of("feeds-callback", "forge-callback"));
  }

  /** Prosody takes whoever the proxy does not tell it of for a neighbour: the proxy is one. */
  private static Table everyModule(Set<String> open, Set<String> guarded) {
    Exposed toNeighbours = new Exposed(union(open, FOR_NEIGHBOURS), guarded);
    Exposed toOutsiders = new Exposed(open, union(guarded, FOR_NEIGHBOURS));
    Exposed toLiars = new Exposed(open, union(guarded, FOR_NEIGHBOURS), FOR_NEIGHBOURS);
    Set<String> notHidden = new TreeSet<>(open);
    notHidden.remove("server-status");
    Exposed hidden =
        new Exposed(notHidden, union(guarded, FOR_NEIGHBOURS), Set.of("server-status"));
    return (way, asker) ->
        switch (asker) {
          case NEIGHBOUR -> toNeighbours;
          case OUTSIDER ->
              switch (way) {
                case ALONE, RIGHT, ADDS_HEADERS, LOSES_HEADERS -> toOutsiders;
                case NO_FORWARDED_FOR -> toNeighbours;
                case BELIEVES_CLIENT -> toLiars;
                case HIDES_PAGES -> hidden;
              };
        };
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void aPortThatOnlyLeadsToHttpsOpensNothing(ProsodyServer server) throws Exception {
    try (NginxProxy proxy = NginxProxy.before(server, "right")) {
      JsonReport report = scan(server, server.domain(), "http", proxy.http());
      assertEquals(new Exposed(Set.of(), Set.of()), exposed(report, proxy.http()));
    }
  }

  @Test
  @EnabledIf("hasIpv6")
  @RealProsody(version = "0.12", config = "one-family")
  void whatIsOpenOverIpv6AloneIsSeen012(ProsodyServer server) throws Exception {
    assertOpenOverIpv6(server);
  }

  @Test
  @EnabledIf("hasIpv6")
  @RealProsody(version = "13", config = "one-family")
  void whatIsOpenOverIpv6AloneIsSeen13(ProsodyServer server) throws Exception {
    assertOpenOverIpv6(server);
  }

  private static void assertOpenOverIpv6(ProsodyServer server) throws Exception {
    InetSocketAddress four = Objects.requireNonNull(server.http());
    try (ScriptedNameServer names =
        ScriptedNameServer.ofZone("web.example.test. A 127.0.0.1", "web.example.test. AAAA ::1")) {
      InetSocketAddress resolver = names.address();
      JsonReport report =
          Program.probe(
                  "scan",
                  server.domain(),
                  "--connect",
                  "http=http://web.example.test:" + four.getPort() + "/",
                  "--resolver",
                  Program.hostAndPort(resolver),
                  "--only",
                  "exposure",
                  "--report",
                  "json")
              .expect(1)
              .json();
      String six = "[::1]:" + four.getPort();
      assertEquals(new Exposed(Set.of("front-page"), STATUS), exposed(report, four));
      assertEquals(union(Set.of("front-page"), STATUS), texts(report, "http.endpoints-open", six));
      assertEquals("fail", state(report, "http-status-closed", six));
      assertEquals("pass", state(report, "http-status-closed", Program.hostAndPort(four)));
    }
  }

  static boolean hasIpv6() {
    try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void assertEveryWay(ProsodyServer server, Table expected) throws Exception {
    for (Way way : Way.values()) {
      if (way == Way.ALONE) {
        assertExposed(server, way, "http", Objects.requireNonNull(server.http()), expected);
      } else {
        String variant = way.name().toLowerCase(Locale.ROOT).replace('_', '-');
        try (NginxProxy proxy = NginxProxy.before(server, variant)) {
          assertExposed(server, way, "https", proxy.https(), expected);
        }
      }
    }
  }

  private static void assertExposed(
      ProsodyServer server, Way way, String listener, InetSocketAddress place, Table expected)
      throws Exception {
    try (Outsiders outsiders = Outsiders.before(place)) {
      JsonReport report = scan(server, server.domain(), listener, place, outsiders.address());
      assertAll(
          way.toString(),
          () -> assertJudged(report, place, expected.of(way, Asker.NEIGHBOUR)),
          () -> assertJudged(report, outsiders.address(), expected.of(way, Asker.OUTSIDER)));
    }
  }

  private static void assertJudged(JsonReport report, InetSocketAddress place, Exposed expected) {
    assertEquals(expected, exposed(report, place));
    String at = Program.hostAndPort(place);
    assertEquals(
        expected.open().contains("http-status") ? "fail" : "pass",
        state(report, "http-status-closed", at));
    assertEquals(
        expected.openedByForgedHeaders().isEmpty() ? "pass" : "fail",
        state(report, "forwarded-headers-ignored", at));
  }

  private static void assertComponent(ProsodyServer server, String name, Set<String> own)
      throws Exception {
    String component = name + "." + server.domain();
    Exposed expected = new Exposed(union(GLOBAL, own), FOR_NEIGHBOURS);
    try (NginxProxy proxy = NginxProxy.before(server, "right");
        Outsiders alone = Outsiders.before(Objects.requireNonNull(server.http()));
        Outsiders proxied = Outsiders.before(proxy.https())) {
      assertEquals(
          expected,
          exposed(scan(server, component, "http", alone.address()), alone.address()),
          component);
      assertEquals(
          expected,
          exposed(scan(server, component, "https", proxied.address()), proxied.address()),
          component + " behind nginx");
    }
  }

  private static JsonReport scan(
      ProsodyServer server, String domain, String listener, InetSocketAddress... places)
      throws Exception {
    String[] connects =
        Arrays.stream(places)
            .map(place -> "--connect=" + listener + "=" + Program.hostAndPort(place))
            .toArray(String[]::new);
    String[] arguments = {
      "scan", domain, "--only=exposure", "--report=json", "--trust=" + server.ca()
    };
    Program.Ended ended = Program.probe(concat(arguments, connects));
    assertTrue(ended.exitCode() <= 1, ended.errors());
    return ended.json();
  }

  private static String[] concat(String[] one, String[] other) {
    String[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  private static Exposed exposed(JsonReport report, InetSocketAddress place) {
    String at = Program.hostAndPort(place);
    assertEquals(Set.of(), texts(report, "http.endpoints-opened-by-foreign-host", at));
    return new Exposed(
        texts(report, "http.endpoints-open", at),
        texts(report, "http.endpoints-guarded", at),
        texts(report, "http.endpoints-opened-by-forged-headers", at));
  }

  private static Set<String> texts(JsonReport report, String fact, String address) {
    for (JsonNode state : report.root().get("facts").get(fact)) {
      if (state.get("address").asString().equals(address) && state.get("value") != null) {
        Set<String> texts = new TreeSet<>();
        state.get("value").forEach(text -> texts.add(text.asString()));
        return texts;
      }
    }
    throw new AssertionError(fact + " was not observed at " + address + ": " + report.root());
  }

  private static String state(JsonReport report, String check, String address) {
    for (JsonNode result : report.root().get("results")) {
      if (result.get("check").asString().equals(check)
          && result.get("address").asString().equals(address)) {
        return result.get("state").asString();
      }
    }
    throw new AssertionError("no " + check + " at " + address);
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    Set<String> all = new TreeSet<>();
    Arrays.stream(sets).forEach(all::addAll);
    return all;
  }
}
