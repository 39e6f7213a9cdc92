package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.HttpFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.hostile.WebSessions;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.policy.BuiltIn;
import io.github.prosodyprobe.policy.BuiltInCatalogue;
import io.github.prosodyprobe.policy.Evaluation;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.request.Catalogue;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExposureProbeTest {

  private static final Catalogue CATALOGUE = BuiltInCatalogue.read();
  private static final String STATUS = "{\"*\":{\"http\":{\"type\":\"core\",\"time\":1}}}";
  private static final String MISSING = answer("404 Not Found", "text/html", "<h1>No</h1>");

  @Test
  void aPageForEveryPathOpensNothing() throws Exception {
    String page =
        "<title>Index of /</title> # TYPE prosody_ Active connections: server accepts handled"
            + " requests <title>Prosody Webadmin</title> urn:xmpp:pie:0 ref: refs/heads/";
    Findings findings = probe(_ -> answer("200 OK", "text/html", page));
    assertEquals("none", Seen.of(findings, HttpFacts.ENDPOINTS_OPEN));
    assertEquals("none", Seen.of(findings, HttpFacts.DIRECTORY_LISTINGS));
    findings = probe(_ -> answer("200 OK", "text/plain", "OK"));
    assertEquals("none", Seen.of(findings, HttpFacts.ENDPOINTS_OPEN));
    findings = probe(_ -> answer("403 Forbidden", "text/plain", "No"));
    assertEquals("none", Seen.of(findings, HttpFacts.ENDPOINTS_GUARDED));
    assertEquals(Set.of(), checks(findings, State.FAIL));
  }

  @Test
  void aForgedHeaderThatOpensAnEndpointIsCritical() throws Exception {
    for (String header :
        List.of("X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "X-Real-IP: 127.0.0.1")) {
      Findings findings =
          probe(
              request ->
                  !request.startsWith("GET /status ")
                      ? MISSING
                      : request.contains(header)
                          ? answer("200 OK", "application/json", STATUS)
                          : answer("403 Forbidden", "text/html", "No"));
      assertEquals("http-status", Seen.of(findings, HttpFacts.OPENED_BY_FORGED_HEADERS), header);
      assertEquals("none", Seen.of(findings, HttpFacts.OPENED_BY_FOREIGN_HOST));
      assertEquals("none", Seen.of(findings, HttpFacts.ENDPOINTS_OPEN));
      assertEquals("http-status", Seen.of(findings, HttpFacts.ENDPOINTS_GUARDED));
      assertEquals(Set.of("forwarded-headers-ignored"), checks(findings, State.FAIL));
      assertTrue(
          findings.evidence().values().stream()
              .map(Evidence::byHand)
              .anyMatch(command -> command.contains(header) && command.endsWith("/status'")));
    }
  }

  @Test
  void aForeignHostThatOpensAnEndpointIsNamed() throws Exception {
    Findings findings =
        probe(
            request ->
                request.startsWith("GET /metrics ")
                        && request.contains("Host: prosody-probe.invalid\r\n")
                    ? answer("200 OK", "text/plain", "# TYPE prosody_x gauge")
                    : MISSING);
    assertEquals("http-metrics", Seen.of(findings, HttpFacts.OPENED_BY_FOREIGN_HOST));
    assertEquals("none", Seen.of(findings, HttpFacts.OPENED_BY_FORGED_HEADERS));
    assertEquals(Set.of("http-foreign-host-ignored"), checks(findings, State.FAIL));
  }

  @Test
  void whatTheServerSaysOfItselfIsNamed() throws Exception {
    Findings findings =
        probe(
            request ->
                request.startsWith("GET /admin_api/")
                    ? answer("401 Unauthorized", "text/html", "No")
                    : request.startsWith("GET /files/ ")
                        ? answer("200 OK\r\nServer: nginx/1.24.0", "text/html", "Index of /files/")
                        : MISSING);
    assertEquals("nginx/1.24.0", Seen.of(findings, HttpFacts.SOFTWARE));
    assertEquals("/files/", Seen.of(findings, HttpFacts.DIRECTORY_LISTINGS));
    assertEquals("admin-api", Seen.of(findings, HttpFacts.ENDPOINTS_WITHOUT_CHALLENGE));
    assertEquals(
        Set.of("http-listings-closed", "http-challenge-present", "http-software-hidden"),
        checks(findings, State.FAIL));
  }

  /** Nothing is known of the endpoint at which the conversation ended, so that none is judged. */
  @Test
  void aRequestThatFailsLeavesNothingGuessed() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            web(request -> request.startsWith("GET /metrics ") ? "not HTTP\r\n" : MISSING))) {
      Findings findings = findings();
      PeerException end =
          assertThrows(PeerException.class, () -> probe(CATALOGUE).run(context(server), findings));
      assertEquals(ReasonCode.PROTOCOL_VIOLATION, end.reason().code());
      assertEquals("nothing", Seen.of(findings, HttpFacts.ENDPOINTS_OPEN));
    }
  }

  @Test
  void aServerThatRefusesAndClosesIsAskedOverTheConnectionsThatWereAnnounced() throws Exception {
    Catalogue few = new Catalogue(CATALOGUE.endpoints().subList(0, 12));
    ExposureProbe probe = probe(few);
    String refusal = answer("403 Forbidden\r\nConnection: close", "text/html", "<h1>No</h1>");
    try (ScriptedServer server =
        ScriptedServer.playing(peer -> peer.expect("\r\n\r\n").send(refusal))) {
      Findings findings = findings();
      probe.run(context(server), findings);
      assertEquals("none", Seen.of(findings, HttpFacts.OPENED_BY_FOREIGN_HOST));
      assertEquals(probe.connections(), server.connections());
    }
    // One that answers fast enough could be done with all of it before the others are there.
    CountDownLatch all = new CountDownLatch(probe.usualConnections());
    Script patient =
        peer -> {
          all.countDown();
          assertTrue(all.await(10, TimeUnit.SECONDS), "connections are missing");
          web(_ -> MISSING).play(peer);
        };
    try (ScriptedServer server = ScriptedServer.playing(patient)) {
      probe.run(context(server), findings());
      assertEquals(probe.usualConnections(), server.connections());
    }
  }

  /** A place that everybody may have and nobody has cannot be opened to one of them. */
  @Test
  void onlyWhatMayBeHiddenIsAskedForAgain() throws Exception {
    List<String> requests = Collections.synchronizedList(new ArrayList<>());
    probe(
        request -> {
          requests.add(request.substring(0, request.indexOf(" HTTP")));
          return request.startsWith("GET /admin/ ")
              ? answer("403 Forbidden", "text/html", "No")
              : request.startsWith("GET /register_web ")
                  ? answer("404 Not Found", "text/html", "<h1>Hidden</h1>")
                  : MISSING;
        });
    assertEquals(3, Collections.frequency(requests, "GET /admin/"));
    assertEquals(2, Collections.frequency(requests, "GET /register_web"));
    assertEquals(3, Collections.frequency(requests, "GET /status"));
    assertEquals(1, Collections.frequency(requests, "GET /pastebin/"));
  }

  @Test
  void pagesOfOneMakerHideNothing() throws Exception {
    List<String> requests = Collections.synchronizedList(new ArrayList<>());
    probe(
        request -> {
          requests.add(request);
          String path = request.split(" ", 3)[1];
          return answer("404 Not Found", "text/html", "<h1>Not here</h1>" + " ".repeat(64) + path);
        });
    assertEquals(
        1, requests.stream().filter(request -> request.startsWith("GET /pastebin/ ")).count());
  }

  @Test
  void aComponentIsAskedForWhatComponentsServe() throws Exception {
    List<String> requests = Collections.synchronizedList(new ArrayList<>());
    try (ScriptedServer server =
        ScriptedServer.playing(
            web(
                request -> {
                  requests.add(request.substring(0, request.indexOf(" HTTP")));
                  return request.startsWith("GET /muc_log/ ")
                      ? answer("200 OK", "text/html", "<title>Prosody Chatrooms</title>")
                      : MISSING;
                }))) {
      Findings findings = new Findings();
      ExposureProbe probe = ExposureProbe.ofComponent(CATALOGUE, new Random(1));
      probe.run(context(server), findings);
      assertEquals("chat-room-logs", Seen.of(findings, HttpFacts.COMPONENT_ENDPOINTS_OPEN));
      assertEquals(
          Set.of(
              HttpFacts.COMPONENT_ENDPOINTS_OPEN,
              HttpFacts.ENDPOINTS_GUARDED,
              HttpFacts.ENDPOINTS_WITHOUT_CHALLENGE,
              HttpFacts.OPENED_BY_FORGED_HEADERS),
          findings.states().keySet());
      assertEquals(findings.states().keySet(), probe.yields());
      assertEquals(Set.of("http-component-logs-closed"), checks(findings, State.FAIL));
      assertEquals(8, Set.copyOf(requests).size(), requests::toString);
    }
  }

  @Test
  void aComponentIsNotAskedForByAForeignName() throws Exception {
    ExposureProbe probe = ExposureProbe.ofComponent(CATALOGUE, new Random(1));
    List<String> requests = Collections.synchronizedList(new ArrayList<>());
    Script refusing =
        peer -> {
          requests.add(peer.expect("\r\n\r\n").heard());
          peer.send(answer("403 Forbidden\r\nConnection: close", "text/html", "No"));
        };
    try (ScriptedServer server = ScriptedServer.playing(refusing)) {
      probe.run(context(server), new Findings());
      assertEquals(probe.connections(), server.connections());
      assertEquals(
          List.of(),
          requests.stream().filter(it -> it.contains("Host: prosody-probe.invalid")).toList());
    }
  }

  @Test
  void aPortWithoutHttpIsNotAsked() throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(web(_ -> MISSING))) {
      Findings findings = new Findings();
      probe(CATALOGUE).run(context(server), findings);
      assertEquals("no HTTP server answers", Seen.of(findings, HttpFacts.ENDPOINTS_OPEN));
      assertEquals(0, server.connections());
    }
  }

  private static Findings probe(UnaryOperator<String> answers) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(web(answers))) {
      Findings findings = findings();
      probe(CATALOGUE).run(context(server), findings);
      return findings;
    }
  }

  private static ExposureProbe probe(Catalogue catalogue) {
    return new ExposureProbe(catalogue, new Random(1));
  }

  /** What the gate leaves. */
  private static Findings findings() {
    Findings findings = new Findings();
    findings.observed(
        PortFacts.ANSWER, FactValue.text("http"), new Evidence("gate", List.of(), ""));
    return findings;
  }

  private static ProbeContext context(ScriptedServer server) {
    ProbeContext base = TestContexts.of(Listener.HTTP, server.address());
    return new ProbeContext(
        base.endpoint(),
        base.address(),
        base.dialer(),
        base.deadline(),
        base.wanted(),
        base.trust(),
        base.clock(),
        "",
        Optional.of(new WebLocation(WebSessions.origin(Scheme.HTTP, server.address()), "/")));
  }

  /** Answers each request for itself, on a connection that stays. */
  private static Script web(UnaryOperator<String> answers) {
    return peer -> {
      int start = 0;
      while (true) {
        String heard = peer.expect("\r\n\r\n").heard();
        int end = heard.indexOf("\r\n\r\n", start) + 4;
        peer.send(answers.apply(heard.substring(start, end)));
        start = end;
      }
    };
  }

  private static String answer(String status, String type, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** The checks on the web server's exposure that come to this. */
  private static Set<String> checks(Findings findings, State state) {
    EndpointFacts facts =
        EndpointFacts.of(
            TestContexts.of(Listener.HTTPS, new InetSocketAddress("127.0.0.1", 1)).endpoint(),
            findings.states());
    return Evaluation.of(
            BuiltIn.policy("prosody-recommended"), List.of(facts), Vantage.EXTERNAL, Instant.EPOCH)
        .stream()
        .filter(result -> result.state() == state)
        .map(Result::check)
        .filter(check -> check.tags().contains("exposure"))
        .map(check -> check.id())
        .collect(Collectors.toSet());
  }
}
