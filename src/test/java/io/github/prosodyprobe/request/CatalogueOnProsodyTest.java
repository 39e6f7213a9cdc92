package io.github.prosodyprobe.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.policy.BuiltInCatalogue;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the catalogue says of real servers that load every HTTP module there is. Only what is open
 * or guarded is listed; all else must be absent.
 */
class CatalogueOnProsodyTest {

  private static final Catalogue CATALOGUE = BuiltInCatalogue.read();
  private static final String NEIGHBOUR = "127.0.0.1";
  private static final String OUTSIDER = "127.0.0.2";

  /** Modules that serve HTTP and yet have nothing to ask for, and why. */
  private static final Map<String, String> NOT_IN_THE_CATALOGUE =
      Map.of("mod_http", "is the web server itself and serves nothing of its own");

  static final Set<String> OPEN_TO_EVERYBODY =
      Set.of(
          "avatar",
          "bosh",
          "chat-room-logs",
          "feeds-callback",
          "file-share",
          "front-page",
          "invites-page",
          "microblog",
          "pastebin",
          "register-apps",
          "register-web",
          "server-status",
          "unified-push",
          "web-presence",
          "websocket");

  static final Set<String> GUARDED = Set.of("files-listing", "invites-api", "libraries-listing");

  /** What their modules show to loopback alone. */
  static final Set<String> OPEN_TO_LOOPBACK = Set.of("http-metrics", "http-status");

  static final Set<String> OPEN_IN_13 =
      Set.of(
          "admin-web",
          "forge-callback",
          "host-meta",
          "host-meta-json",
          "oauth2-discovery",
          "oauth2-login",
          "oauth2-registration",
          "password-reset");

  static final Set<String> GUARDED_IN_13 =
      Set.of("invites-register", "oauth2-user-information", "rest");

  @Test
  @RealProsody(version = "0.12", config = "every-http-module")
  void tellsEveryEndpointOf012(ProsodyServer server) throws IOException {
    tells(server, union(OPEN_TO_EVERYBODY, Set.of("old-file-share")), GUARDED);
  }

  @Test
  @RealProsody(version = "13", config = "every-http-module")
  void tellsEveryEndpointOf13(ProsodyServer server) throws IOException {
    tells(server, union(OPEN_TO_EVERYBODY, OPEN_IN_13), union(GUARDED, GUARDED_IN_13));
  }

  @Test
  @RealProsody(version = "0.12", config = "every-http-module")
  void hasEveryModuleOf012(ProsodyServer server) throws IOException, InterruptedException {
    hasEveryModule(server.version());
  }

  @Test
  @RealProsody(version = "13", config = "every-http-module")
  void hasEveryModuleOf13(ProsodyServer server) throws IOException, InterruptedException {
    hasEveryModule(server.version());
  }

  private static void tells(ProsodyServer server, Set<String> open, Set<String> guarded)
      throws IOException {
    Map<String, EndpointState> toNeighbours = new TreeMap<>();
    Map<String, EndpointState> toOutsiders = new TreeMap<>();
    for (String id : open) {
      toNeighbours.put(id, EndpointState.OPEN);
      toOutsiders.put(id, EndpointState.OPEN);
    }
    for (String id : guarded) {
      toNeighbours.put(id, EndpointState.GUARDED);
      toOutsiders.put(id, EndpointState.GUARDED);
    }
    for (String id : OPEN_TO_LOOPBACK) {
      toNeighbours.put(id, EndpointState.OPEN);
      toOutsiders.put(id, EndpointState.GUARDED);
    }
    assertEquals(toNeighbours, found(server, NEIGHBOUR));
    assertEquals(toOutsiders, found(server, OUTSIDER));
    assertEquals(toOutsiders, found(server, NEIGHBOUR, "X-Forwarded-For: 203.0.113.7"));
    assertEquals(
        toOutsiders,
        found(
            server,
            OUTSIDER,
            "X-Forwarded-For: 127.0.0.1",
            "Forwarded: for=127.0.0.1",
            "X-Real-IP: 127.0.0.1"));
  }

  /** All that is there, by the most that any host of the server and any request gave away. */
  private static Map<String, EndpointState> found(
      ProsodyServer server, String from, String... headers) throws IOException {
    InetSocketAddress http = Objects.requireNonNull(server.http());
    Map<String, EndpointState> found = new TreeMap<>();
    for (WebEndpoint endpoint : CATALOGUE.endpoints()) {
      for (WebRequest request : endpoint.requests()) {
        for (String host : hosts(server, request.servedFor())) {
          EndpointState state = endpoint.state(PlainHttp.ask(http, from, request, host, headers));
          found.merge(endpoint.id(), state, (one, other) -> one.compareTo(other) < 0 ? one : other);
        }
      }
    }
    // A page of the endpoint beside it at the same path is another's: http-status, root-listing.
    found
        .values()
        .removeIf(state -> state == EndpointState.ABSENT || state == EndpointState.UNRECOGNISED);
    return found;
  }

  private static Set<String> hosts(ProsodyServer server, ServedFor servedFor) {
    return switch (servedFor) {
      case DOMAIN -> Set.of(server.domain());
      case ANY -> Set.of("other.invalid");
      case COMPONENT ->
          Set.of("conference", "upload", "old-upload", "pubsub").stream()
              .map(name -> name + "." + server.domain())
              .collect(Collectors.toSet());
    };
  }

  /** A module that a new version of the packages brings must not be missed in silence. */
  private static void hasEveryModule(String version) throws IOException, InterruptedException {
    Set<String> known =
        CATALOGUE.endpoints().stream()
            .filter(endpoint -> endpoint.packaged().contains(version))
            .map(WebEndpoint::modules)
            .flatMap(Collection::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> missing = new TreeSet<>(installed(version));
    assertTrue(missing.contains("mod_bosh"), "these alone are installed: " + missing);
    missing.removeAll(known);
    missing.removeAll(NOT_IN_THE_CATALOGUE.keySet());
    assertEquals(Set.of(), missing, "serve HTTP and stand neither in probes/requests nor here");
  }

  private static Set<String> installed(String version) throws IOException, InterruptedException {
    Path base = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
    Process process =
        new ProcessBuilder(base.resolve("src/test/prosody/http-modules").toString(), version)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Set<String> modules = process.inputReader().lines().collect(Collectors.toSet());
    assertEquals(0, process.waitFor(), "http-modules found no Prosody " + version);
    return modules;
  }

  static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }
}
