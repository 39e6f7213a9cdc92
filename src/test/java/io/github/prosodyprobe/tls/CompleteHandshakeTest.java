package io.github.prosodyprobe.tls;

import static io.github.prosodyprobe.hostile.TestContexts.DOMAIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompleteHandshakeTest {

  private static final TestCertificate OWN =
      TestCertificate.named("CN=example.test").dns(DOMAIN).issue();

  private static TlsWire connect(ScriptedServer server, Set<Version> versions, Duration time)
      throws PeerException, InterruptedException {
    return CompleteHandshake.over(
        TestContexts.of(Listener.C2S_DIRECT, server.address(), time).connect(),
        new Offer(DOMAIN, versions, "xmpp-client"));
  }

  private static TlsWire connect(ScriptedServer server) throws PeerException, InterruptedException {
    return connect(server, EnumSet.allOf(Version.class), Duration.ofSeconds(10));
  }

  private static String readAll(TlsWire wire) throws PeerException {
    StringBuilder all = new StringBuilder();
    byte[] buffer = new byte[100];
    for (int count = wire.read(buffer); count >= 0; count = wire.read(buffer)) {
      all.append(new String(buffer, 0, count, UTF_8));
    }
    return all.toString();
  }

  @ParameterizedTest
  @EnumSource
  void aHandshakeTellsWhatWasAgreedOn(Version version) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.playing(
                TestTlsServer.with(OWN)
                    .applicationProtocols("xmpp-client")
                    .then(peer -> peer.expect("hello").send("good day".repeat(100))));
        TlsWire wire = connect(server, Set.of(version), Duration.ofSeconds(10))) {
      TlsSession session = wire.session();
      assertEquals(version, session.version());
      assertEquals(1, session.chain().size());
      assertArrayEquals(OWN.der(), session.chain().getFirst());
      assertEquals("xmpp-client", session.applicationProtocol());
      assertTrue(session.extendedMasterSecret());
      assertFalse(session.stapled());
      assertEquals(version == Version.TLS_1_2, session.secureRenegotiation());
      assertEquals(version == Version.TLS_1_3 ? "x25519" : "", session.group());
      wire.write("hello".getBytes(UTF_8));
      assertEquals("good day".repeat(100), readAll(wire));
    }
  }

  @Test
  void channelBindingsAreThoseDefinedForTheVersion() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(TestTlsServer.with(OWN).then(peer -> peer.listen()))) {
      try (TlsWire wire = connect(server, Set.of(Version.TLS_1_2), Duration.ofSeconds(10))) {
        assertEquals(
            Set.of("tls-unique", "tls-exporter", "tls-server-end-point"),
            wire.session().channelBindings().keySet());
        assertEquals(
            12, wire.session().channelBindings().getOrDefault("tls-unique", new byte[0]).length);
      }
      try (TlsWire wire = connect(server, Set.of(Version.TLS_1_3), Duration.ofSeconds(10))) {
        assertEquals(
            Set.of("tls-exporter", "tls-server-end-point"),
            wire.session().channelBindings().keySet());
        assertArrayEquals(
            MessageDigest.getInstance("SHA-256").digest(OWN.der()),
            wire.session().channelBindings().get("tls-server-end-point"));
      }
    }
  }

  static Stream<Arguments> certificates() {
    TestCertificate root = TestCertificate.root("CN=Root");
    TestCertificate[] twelve = new TestCertificate[11];
    Arrays.fill(twelve, root);
    return Stream.of(
        Arguments.of(TestTlsServer.with(OWN, twelve), 12),
        Arguments.of(
            TestTlsServer.with(
                    TestCertificate.named("CN=a").key("RSA", 1024).signedAs("SHA1withRSA").issue())
                .versions("TLSv1.2"),
            1),
        Arguments.of(
            TestTlsServer.with(
                TestCertificate.named("CN=a")
                    .valid(Instant.EPOCH, Instant.EPOCH.plusSeconds(1))
                    .issue()),
            1));
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void anyCertificateIsAccepted(TestTlsServer with, int length) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(with.then(peer -> peer.listen()));
        TlsWire wire = connect(server)) {
      assertEquals(length, wire.session().chain().size());
    }
  }

  static Stream<Arguments> failures() {
    TestCertificate[] many = new TestCertificate[199];
    Arrays.fill(many, OWN);
    TestCertificate[] huge = new TestCertificate[99];
    TestCertificate.Builder fat = TestCertificate.named("CN=a");
    for (int name = 0; name < 200; name++) {
      fat.dns("n".repeat(20) + name + ".example.test");
    }
    Arrays.fill(huge, fat.issue());
    return Stream.of(
        failure("tls-chain-too-long", TestTlsServer.with(OWN, many).then(peer -> peer.listen())),
        failure("tls-chain-too-long", TestTlsServer.with(OWN, huge).then(peer -> peer.listen())),
        failure(
            "tls-alert:handshake_failure", peer -> peer.expect("\1").send(alert(2, 40)).listen()),
        failure(
            "tls-alert:unrecognized_name", peer -> peer.expect("\1").send(alert(2, 112)).listen()),
        failure("tls-alert:222", peer -> peer.expect("\1").send(alert(2, 222)).listen()),
        failure("tls-no-common-version", peer -> peer.expect("\1").send(alert(2, 70)).listen()),
        failure(
            "tls-no-common-version", peer -> peer.expect("\1").send(serverHelloOfTls10()).listen()),
        failure(
            "tls-violation",
            peer -> peer.expect("\1").send("HTTP/1.1 400 Bad Request\r\n\r\n").listen()),
        failure("tls-violation", peer -> peer.expect("\1").send(alert(1, 0)).listen()),
        failure("tcp-closed", peer -> peer.expect("\1")),
        failure("tcp-closed", peer -> peer.expect("\1").send(new byte[] {22, 3, 3, 0})),
        failure(
            "deadline-exceeded",
            peer -> peer.expect("\1").drip("\26\3\3\77".repeat(999), Duration.ofMillis(50))),
        failure("deadline-exceeded", peer -> peer.expect("\1").hang()));
  }

  private static Arguments failure(String reason, ScriptedServer.Script script) {
    return Arguments.of(reason, script);
  }

  private static byte[] alert(int level, int description) {
    return new byte[] {21, 3, 3, 0, 2, (byte) level, (byte) description};
  }

  private static byte[] serverHelloOfTls10() {
    return HexFormat.of()
        .parseHex("160301002a02000026" + "0301" + "00".repeat(32) + "00" + "c02f" + "00");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatWentWrongIsNamed(String reason, ScriptedServer.Script script) throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      PeerException failure =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () ->
                  assertThrows(
                      PeerException.class,
                      () -> connect(server, EnumSet.allOf(Version.class), Duration.ofSeconds(2))));
      assertEquals(reason, failure.reason().word(), failure::getMessage);
    }
  }

  @Test
  void anOldServerHasNoVersionInCommon() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(
            TestTlsServer.with(OWN).versions("TLSv1.2").then(peer -> peer.listen()))) {
      PeerException failure =
          assertThrows(
              PeerException.class,
              () -> connect(server, Set.of(Version.TLS_1_3), Duration.ofSeconds(5)));
      assertEquals("tls-no-common-version", failure.reason().word());
    }
  }

  @Test
  void theConnectionEndsWithCloseNotify() throws Exception {
    BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
    try (ScriptedServer server =
        ScriptedServer.playing(
            TestTlsServer.with(OWN)
                .then(peer -> ends.add(peer.socket().getInputStream().read())))) {
      connect(server).close();
      assertEquals(-1, ends.poll(10, TimeUnit.SECONDS));
    }
  }
}
