package io.github.prosodyprobe.notify;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.RecordType;
import io.github.prosodyprobe.dns.SrvRecord;
import io.github.prosodyprobe.dns.Validation;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import io.github.prosodyprobe.tls.TrustStore;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessengerTest {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String DOCUMENT = "{\"targets\": []}\n";

  private static final TestCertificate ROOT = root("CN=Root");
  private static final TestCertificate GOOD = lasting(NOW.plus(DAY)).issuedBy(ROOT);

  /** Records of nearly 32 KiB, where TLS allows 16 KiB and a little. */
  private static final Script LONG_RECORDS =
      peer -> peer.send(new byte[] {22, 3, 3, 0x7f, (byte) 0xff}).sendEndlessly("x");

  private static TestCertificate root(String name) {
    return TestCertificate.named(name).authority().valid(NOW.minus(DAY), NOW.plus(DAY)).issue();
  }

  private static TestCertificate.Builder lasting(Instant end) {
    return TestCertificate.named("CN=Hook")
        .dns("hook.example")
        .ip("127.0.0.1")
        .valid(NOW.minus(DAY), end);
  }

  private static TestCertificate.Builder named(String name) {
    return TestCertificate.named("CN=hook.example").dns(name).valid(NOW.minus(DAY), NOW.plus(DAY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hook.example", "127.0.0.1"})
  void postsOverVerifiedTls(String host) throws IOException {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      AtomicReference<String> heard = new AtomicReference<>("");
      Script inside =
          peer -> {
            peer.expect("\r\n\r\n").expect("]}\n");
            heard.set(peer.heard());
            peer.send("HTTP/1.1 204 No Content\r\n\r\n");
          };
      try (ScriptedServer server =
          ScriptedServer.playing(
              TestTlsServer.with(GOOD)
                  .versions(version)
                  .applicationProtocols("http/1.1")
                  .then(inside))) {
        assertEquals("", failure(url("https", host, server), DOCUMENT), version);
      }
      String request = heard.get();
      assertAll(
          () -> assertTrue(request.startsWith("POST /secret?a=b HTTP/1.1\r\n"), request),
          () -> assertTrue(request.contains("\r\nHost: " + host + ":"), request),
          () -> assertTrue(request.contains("\r\nUser-Agent: test/1\r\n"), request),
          () -> assertTrue(request.contains("\r\nContent-Type: application/json\r\n"), request),
          () -> assertTrue(request.endsWith("\r\n\r\n" + DOCUMENT), request));
    }
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        answer("accepted", "", "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"),
        answer("failing", "status 500", "HTTP/1.1 500 /secret\r\nContent-Length: 0\r\n\r\n"),
        answer(
            "busy", "status 503", "HTTP/1.1 503 B\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"),
        answer(
            "elsewhere",
            "status 302, and redirects are not followed",
            "HTTP/1.1 302 F\r\nLocation: /secret/2\r\nContent-Length: 0\r\n\r\n"),
        answer("no HTTP", "broke the protocol", "/secret is what? \r\n\r\n"),
        answer("silent", "closed the connection", ""),
        Arguments.of(
            Named.of("giant", script("HTTP/1.1 200 OK\r\n\r\n", peer -> peer.sendEndlessly("x"))),
            ""),
        Arguments.of(
            Named.of("giant head", script("HTTP/1.1 200 OK\r\n", peer -> peer.sendEndlessly("a"))),
            "more bytes"),
        Arguments.of(Named.of("hanging", script("", ScriptedPeer::hang)), "within 1 second"),
        Arguments.of(
            Named.of(
                "slow",
                script("HTTP/1.1 200", peer -> peer.drip(" ".repeat(500), Duration.ofMillis(50)))),
            "within 1 second"));
  }

  private static Arguments answer(String name, String words, String answer) {
    return Arguments.of(Named.of(name, script(answer, _ -> {})), words);
  }

  private static Script script(String answer, Script then) {
    return peer -> {
      peer.expect("]}\n").send(answer);
      then.play(peer);
    };
  }

  @ParameterizedTest
  @MethodSource("answers")
  void onlyAStatusOfSuccessIsSuccess(Script answer, String words) throws IOException {
    for (String scheme : List.of("http", "https")) {
      Script script = scheme.equals("http") ? answer : TestTlsServer.with(GOOD).then(answer);
      try (ScriptedServer server = ScriptedServer.playing(script)) {
        String failure = failure(url(scheme, "127.0.0.1", server), DOCUMENT);
        assertAll(
            () -> assertEquals(words.isEmpty(), failure.isEmpty(), failure),
            () -> assertTrue(failure.contains(words), failure),
            () -> assertFalse(failure.contains("secret"), failure),
            () -> assertEquals(1, server.connections()));
      }
    }
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        tls(
            "other name",
            TestTlsServer.with(named("other.example").issuedBy(ROOT)),
            "another name"),
        tls("self-signed", TestTlsServer.with(named("hook.example").issue()), "not lead to"),
        tls(
            "other root",
            TestTlsServer.with(named("hook.example").issuedBy(root("CN=Other"))),
            "not lead to"),
        tls(
            "expired",
            TestTlsServer.with(lasting(NOW.minusSeconds(3_600)).issuedBy(ROOT)),
            "has expired"),
        Arguments.of(
            Named.of("no TLS", (Script) peer -> peer.send("220 secret\r\n").listen()),
            "no TLS connection"),
        Arguments.of(Named.of("long records", LONG_RECORDS), "no TLS connection"),
        Arguments.of(Named.of("nobody", (Script) _ -> {}), "closed the connection"),
        Arguments.of(Named.of("silence", (Script) ScriptedPeer::hang), "within 1 second"));
  }

  private static Arguments tls(String name, TestTlsServer server, String words) {
    return Arguments.of(Named.of(name, server.then(ScriptedPeer::listen)), words);
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void tellsNothingToWhoHasNotProvedToBeTheHost(Script script, String words) throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      String failure = failure(url("https", "hook.example", server), DOCUMENT);
      assertTrue(failure.contains(words), failure);
      assertFalse(failure.contains("secret"), failure);
      assertFalse(server.heard(0).contains("secret"), "sent in the clear");
    }
  }

  @Test
  void aPeerThatDoesNotReadCannotKeepUs() throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(ScriptedPeer::hang)) {
      String failure = failure(url("http", "127.0.0.1", server), "x".repeat(32 << 20));
      assertTrue(failure.contains("within 1 second"), failure);
    }
  }

  @Test
  void aHostThatDoesNotExistIsSaidToBeSo() {
    assertTrue(failure("https://other.example/secret", DOCUMENT).contains("does not exist"));
  }

  private static String url(String scheme, String host, ScriptedServer server) {
    return scheme + "://" + host + ":" + server.address().getPort() + "/secret?a=b";
  }

  /** Why it could not be posted; empty if it was. */
  private static String failure(String url, String document) {
    TrustStore roots = new TrustStore(Set.of(new TrustAnchor(ROOT.certificate(), null)));
    Messenger messenger = new Messenger(new OneName(), roots, "test/1", Duration.ofSeconds(1));
    return assertTimeoutPreemptively(
        LONG,
        () -> {
          try {
            messenger.post(Webhook.of(url), document);
            return "";
          } catch (DeliveryException e) {
            return String.valueOf(e.getMessage());
          }
        });
  }

  /** Knows {@code hook.example} at loopback. */
  private static final class OneName implements NameService {

    @Override
    public Answer<InetAddress> addresses(String name, AddressFamily family, Deadline deadline) {
      return name.equals("hook.example") && family == AddressFamily.IPV4
          ? new Answer.Found<>(List.of(InetAddress.getLoopbackAddress()))
          : new Answer.Missing<>(
              name.equals("hook.example") ? ReasonCode.DNS_NO_ADDRESS : ReasonCode.DNS_NXDOMAIN);
    }

    @Override
    public Answer<SrvRecord> services(String name, Deadline deadline) {
      throw new IllegalStateException("nobody should ask");
    }

    @Override
    public Answer<Untrusted> records(String name, RecordType type, Deadline deadline) {
      throw new IllegalStateException("nobody should ask");
    }

    @Override
    public Validation validation(String name, RecordType type, Deadline deadline) {
      throw new IllegalStateException("nobody should ask");
    }

    @Override
    public Validation validation(String name, Deadline deadline) {
      throw new IllegalStateException("nobody should ask");
    }
  }
}
