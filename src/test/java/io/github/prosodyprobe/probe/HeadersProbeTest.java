package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.HeaderFacts;
import io.github.prosodyprobe.fact.HostMetaFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.SecurityTxtFacts;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersProbeTest {

  private static final Duration HANG = Duration.ofSeconds(30);
  private static final String HTML = "<!DOCTYPE html><html></html>";
  private static final String PAGES = "/, /http-bind, /xmpp-websocket";

  /** What one header makes of one page; a backslash stands for the end of a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          http.paths-without-content-type-options     ; X-Content-Type-Options: nosniff           ; none
          http.paths-without-content-type-options     ; X-Content-Type-Options: NoSniff, x        ; none
          http.paths-without-content-type-options     ; X-Content-Type-Options: x, nosniff        ; /
          http.paths-without-content-type-options     ; X-Content-Type-Options: no-sniff          ; /
          http.pages-without-frame-protection         ; X-Frame-Options: DENY                     ; none
          http.pages-without-frame-protection         ; X-Frame-Options: sameorigin               ; none
          http.pages-without-frame-protection         ; X-Frame-Options: ALLOW-FROM https://a.b   ; /
          http.pages-without-frame-protection         ; Content-Security-Policy: frame-ancestors 'none'  ; none
          http.pages-without-frame-protection         ; Content-Security-Policy: frame-ancestors *\\X-Frame-Options: DENY  ; /
          http.pages-without-frame-protection         ; Content-Security-Policy-Report-Only: frame-ancestors 'none'  ; /
          http.pages-without-referrer-policy          ; Referrer-Policy: no-referrer              ; none
          http.pages-without-referrer-policy          ; Referrer-Policy: unsafe-url, strict-origin-when-cross-origin  ; none
          http.pages-without-referrer-policy          ; Referrer-Policy: no-referrer, news        ; none
          http.pages-without-referrer-policy          ; Referrer-Policy: no-referrer\\Referrer-Policy: unsafe-url  ; /
          http.pages-without-content-security-policy  ; Content-Security-Policy: default-src 'self'  ; none
          http.pages-without-content-security-policy  ; "Content-Security-Policy:  ; ,"           ; /
          http.pages-without-content-security-policy  ; Content-Security-Policy-Report-Only: default-src 'self'  ; /
          http.pages-with-unsafe-content-security-policy  ; X: y                                  ; none
          http.pages-with-unsafe-content-security-policy  ; Content-Security-Policy: default-src 'self'  ; none
          http.pages-with-unsafe-content-security-policy  ; Content-Security-Policy: Default-Src 'none'  ; none
          http.pages-with-unsafe-content-security-policy  ; Content-Security-Policy: img-src 'self'      ; /
          http.pages-with-unsafe-content-security-policy  ; Content-Security-Policy: script-src 'self' 'unsafe-inline'  ; /
          http.pages-with-unsafe-content-security-policy  ; Content-Security-Policy: script-src 'self' 'unsafe-inline' 'nonce-abc'  ; none
          http.pages-with-unsafe-content-security-policy  ; "Content-Security-Policy: default-src *; script-src 'self'"  ; none
          http.pages-with-unsafe-content-security-policy  ; "Content-Security-Policy: script-src https:; default-src 'self'"  ; /
          http.pages-with-unsafe-content-security-policy  ; Content-Security-Policy: default-src 'self' 'unsafe-eval'  ; /
          http.pages-with-unsafe-content-security-policy  ; Content-Security-Policy: img-src *, default-src 'self'  ; none
          http.pages-without-permissions-policy       ; Permissions-Policy: camera=()             ; none
          http.pages-without-permissions-policy       ; Feature-Policy: camera 'none'             ; /
          http.paths-with-repeated-headers            ; X-Frame-Options: DENY\\X-Frame-Options: deny  ; none
          http.paths-with-repeated-headers            ; X-Frame-Options: DENY\\x-frame-options: SAMEORIGIN  ; / X-Frame-Options
          http.paths-with-repeated-headers            ; Content-Security-Policy: img-src *\\Content-Security-Policy: script-src *  ; none
          http.paths-reflecting-origin-with-credentials  ; Access-Control-Allow-Origin: https://prosody-probe.invalid\\Access-Control-Allow-Credentials: true  ; /
          http.paths-reflecting-origin-with-credentials  ; Access-Control-Allow-Origin: https://prosody-probe.invalid  ; none
          http.paths-reflecting-origin-with-credentials  ; Access-Control-Allow-Origin: *\\Access-Control-Allow-Credentials: true  ; none
          http.pages-without-opener-policy            ; X: y                                      ; browsers ignore the header over clear text
          http.paths-without-resource-policy          ; X: y                                      ; none
          http.cookies-without-attributes             ; "Set-Cookie: a=b; secure; HttpOnly; SameSite=Lax"  ; none
          http.cookies-without-attributes             ; "Set-Cookie: a=b; Path=/; httponly"       ; "/ a without Secure, SameSite"
          http.cookies-without-attributes             ; "Set-Cookie: a=Secure"                    ; "/ a without Secure, HttpOnly, SameSite"
          """)
  void judgesByTheValue(String fact, String headers, String expected) throws Exception {
    String page = WebAnswers.ok("text/html", HTML, headers.split("\\\\+"));
    assertSeen(expected, FactRegistry.find(fact).orElseThrow(), page);
  }

  @Test
  void onlyPagesNeedWhatProtectsPages() throws Exception {
    for (String answer :
        List.of(
            WebAnswers.ok("application/json", "{}"),
            WebAnswers.ok("text/xml; charset=utf-8", "<body/>"),
            WebAnswers.NOT_FOUND,
            WebAnswers.ok("text/html", HTML).replace("200 OK", "500 Oops"),
            WebAnswers.ok("text/html", HTML).replace("200 OK", "302 Found\r\nLocation: /x"))) {
      assertSeen("none", HeaderFacts.PAGES, answer);
      assertSeen("none", HeaderFacts.WITHOUT_FRAME_PROTECTION, answer);
      assertSeen("none", HeaderFacts.WITHOUT_CONTENT_SECURITY_POLICY, answer);
    }
    assertSeen("/", HeaderFacts.PAGES, WebAnswers.ok("", HTML).replace("Content-Type: \r\n", ""));
    String document = WebAnswers.ok("application/json", "{}");
    assertSeen("/", HeaderFacts.WITHOUT_CONTENT_TYPE_OPTIONS, document);
    assertSeen("/", HeaderFacts.WITHOUT_RESOURCE_POLICY, document);
    assertSeen(
        "none",
        HeaderFacts.WITHOUT_RESOURCE_POLICY,
        WebAnswers.ok("application/json", "{}", "Cross-Origin-Resource-Policy: same-origin"));
    assertSeen(
        "none",
        HeaderFacts.WITHOUT_RESOURCE_POLICY,
        WebAnswers.ok("application/json", "{}", "Access-Control-Allow-Origin: *"));
  }

  @Test
  void asksOneAfterTheOtherOnOneConnection() throws Exception {
    try (ScriptedServer server = WebAnswers.answering(Map.of())) {
      Findings findings = probe(server, new Findings());
      assertEquals("none", Seen.of(findings, HeaderFacts.PAGES));
      assertEquals(1, server.connections());
      assertTrue(server.heard(0).contains("GET /file_share/ HTTP/1.1"));
      assertTrue(server.heard(0).contains("Origin: https://prosody-probe.invalid\r\n"));
      Evidence evidence = findings.evidence().values().iterator().next();
      assertEquals(14, evidence.lines().size(), "nothing is left out");
    }
  }

  @Test
  void isOfNoUseWhereNobodySpeaksHttp() throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(peer -> peer.hang())) {
      Findings findings = new Findings();
      Evidence evidence = new Evidence("id", List.of(), "");
      findings.observed(PortFacts.ANSWER, FactValue.text(PortFacts.SILENT), evidence);
      probe(server, findings);
      for (Fact<?> fact : new HeadersProbe().yields()) {
        assertEquals("no HTTP server answers at the port", Seen.of(findings, fact));
      }
      assertEquals(0, server.connections());
    }
  }

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theAuditedOldServerSendsNothingOfWhatItsFileSays(ProsodyServer server) throws Exception {
    assertBare(server);
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theAuditedServerSendsNothingOfWhatItsFileSays(ProsodyServer server) throws Exception {
    assertBare(server);
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void theRecommendedOldServerHasNoHeadersToSend(ProsodyServer server) throws Exception {
    assertBare(server);
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theRecommendedServerHasNoHeadersToSend(ProsodyServer server) throws Exception {
    assertBare(server);
  }

  private static void assertBare(ProsodyServer server) throws Exception {
    ProbeContext context =
        WebAnswers.context(Listener.HTTPS, Scheme.HTTPS, Objects.requireNonNull(server.https()));
    Findings findings = new Findings();
    new HeadersProbe().run(context, findings);
    assertEquals("0", Seen.of(findings, HeaderFacts.HSTS_SECONDS));
    for (Fact<?> fact :
        List.of(
            HeaderFacts.PAGES,
            HeaderFacts.WITHOUT_FRAME_PROTECTION,
            HeaderFacts.WITHOUT_REFERRER_POLICY,
            HeaderFacts.WITHOUT_CONTENT_SECURITY_POLICY,
            HeaderFacts.WITHOUT_PERMISSIONS_POLICY,
            HeaderFacts.WITHOUT_OPENER_POLICY,
            HeaderFacts.WITHOUT_EMBEDDER_POLICY)) {
      assertEquals(PAGES, Seen.of(findings, fact), fact::name);
    }
    for (Fact<?> fact :
        List.of(
            HeaderFacts.REPEATED,
            HeaderFacts.WITHOUT_RESOURCE_POLICY,
            HeaderFacts.REFLECTING_ORIGIN_WITH_CREDENTIALS,
            HeaderFacts.COOKIES_WITHOUT_ATTRIBUTES,
            HeaderFacts.UNSAFE_CONTENT_SECURITY_POLICY)) {
      assertEquals("none", Seen.of(findings, fact), fact::name);
    }
    boolean hostMeta = server.version().equals("13");
    String documents = hostMeta ? "/, /.well-known/host-meta, /http-bind, /xmpp-websocket" : PAGES;
    assertEquals(documents, Seen.of(findings, HeaderFacts.WITHOUT_HSTS));
    assertEquals(documents, Seen.of(findings, HeaderFacts.WITHOUT_CONTENT_TYPE_OPTIONS));
    List<InetAddress> here = List.of(context.address().getAddress());
    new HostMetaProbe().run(TestContexts.leading(context, (_, _) -> here), findings);
    assertEquals(hostMeta ? "both" : "absent", Seen.of(findings, HostMetaFacts.PRESENCE));
    if (hostMeta) {
      String port = ":" + context.address().getPort();
      assertEquals(
          "https://example.test"
              + port
              + "/http-bind, wss://example.test"
              + port
              + "/xmpp-websocket",
          Seen.of(findings, HostMetaFacts.LINKS));
      assertEquals("none", Seen.of(findings, HostMetaFacts.CLEAR_TEXT_LINKS));
      assertEquals("none", Seen.of(findings, HostMetaFacts.PRIVATE_LINKS));
      assertEquals("none", Seen.of(findings, HostMetaFacts.DEAD_LINKS));
      assertEquals("yes", Seen.of(findings, HostMetaFacts.CORS));
    }
    new SecurityTxtProbe().run(context, findings);
    assertEquals("absent", Seen.of(findings, SecurityTxtFacts.STATE));
  }

  private static void assertSeen(String expected, Fact<?> fact, String page) throws Exception {
    try (ScriptedServer server = WebAnswers.answering(Map.of("/", page))) {
      assertEquals(expected, Seen.of(probe(server, new Findings()), fact), page);
    }
  }

  private static Findings probe(ScriptedServer server, Findings findings) {
    return assertTimeoutPreemptively(
        HANG,
        () -> {
          new HeadersProbe()
              .run(WebAnswers.context(Listener.HTTP, Scheme.HTTP, server.address()), findings);
          return findings;
        });
  }
}
