package io.github.prosodyprobe.tls;

import static io.github.prosodyprobe.hostile.TestContexts.DOMAIN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.tls.UnrulyPeer.Misdeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.tls.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that misbehave within TLS, before and after the handshake is complete. */
class UnrulyPeerTest {

  private static final Duration HANG = Duration.ofSeconds(60);
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final TestCertificate OWN =
      TestCertificate.named("CN=example.test").dns(DOMAIN).issue();

  private static TlsWire connect(ScriptedServer server, Set<Version> versions)
      throws PeerException, InterruptedException {
    return CompleteHandshake.over(
        TestContexts.of(Listener.C2S_DIRECT, server.address(), TIME).connect(),
        new Offer(DOMAIN, versions, ""));
  }

  static Stream<Arguments> handshakes() {
    return Stream.of(
        sends("records of nothing", "tls-violation", Flights.record(22, new byte[0])),
        sends("warnings", "budget-exceeded", Flights.alert(1, 90)),
        sends(
            "retry requests",
            "tls-violation",
            Flights.record(22, Flights.helloRetryRequest(0x1301, 0x17))),
        sends(
            "a certificate of a hundred thousand nested sequences",
            "tls-violation",
            Flights.record(22, Flights.serverHello(0x0303, 0xC02F)),
            certificateRecords(nested(100_000))),
        sends(
            "an announced length of 16 MiB",
            "tls-chain-too-long",
            Flights.record(22, Flights.serverHello(0x0303, 0xC02F)),
            Flights.record(22, new byte[] {11, -1, -1, -1})));
  }

  /** The first messages once, and the last again and again. */
  private static Arguments sends(String name, String reason, byte[]... messages) {
    Script script =
        peer -> {
          peer.expect("\1");
          for (byte[] message : messages) {
            peer.send(message);
          }
          while (true) {
            peer.send(messages[messages.length - 1]);
          }
        };
    return argumentSet(name, reason, script);
  }

  private static byte[] nested(int depth) {
    byte[] der = new byte[2 * depth];
    for (int level = 0; level < depth; level++) {
      der[2 * level] = 0x30;
      der[2 * level + 1] = (byte) 0x80;
    }
    return der;
  }

  private static byte[] certificateRecords(byte[] der) {
    byte[] message = Flights.certificate(der);
    WireWriter records = new WireWriter();
    for (int start = 0; start < message.length; start += 16_000) {
      records.raw(
          Flights.record(
              22, Arrays.copyOfRange(message, start, Math.min(message.length, start + 16_000))));
    }
    return records.toBytes();
  }

  @ParameterizedTest
  @MethodSource("handshakes")
  void aHandshakeThatLeadsNowhereEnds(String reason, Script script) throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      PeerException end =
          assertTimeoutPreemptively(
              HANG,
              () ->
                  assertThrows(
                      PeerException.class, () -> connect(server, EnumSet.allOf(Version.class))));
      assertEquals(reason, end.reason().word(), end::getMessage);
    }
  }

  static Stream<Arguments> misdeeds() {
    byte[] ticket =
        HexFormat.of().parseHex("0400000e" + "00000001" + "00000001" + "00" + "000100" + "0000");
    return Stream.of(
        does("tickets", "budget-exceeded", Version.TLS_1_3, ContentType.handshake, ticket),
        does("key updates", "tls-violation", Version.TLS_1_3, ContentType.handshake, KEY_UPDATE),
        does("hello requests", "budget-exceeded", Version.TLS_1_2, ContentType.handshake, HELLO),
        does("nothing", "budget-exceeded", Version.TLS_1_2, ContentType.application_data),
        does("nothing, newer", "budget-exceeded", Version.TLS_1_3, ContentType.application_data),
        does("warnings", "budget-exceeded", Version.TLS_1_2, ContentType.alert, WARNING));
  }

  private static final byte[] KEY_UPDATE = {24, 0, 0, 1, 1};
  private static final byte[] HELLO = {0, 0, 0, 0};
  private static final byte[] WARNING = {1, 90};

  private static Arguments does(
      String name, String reason, Version version, short type, byte... content) {
    Misdeed misdeed = records -> records.sendEndlessly(type, content);
    return argumentSet("endless " + name, reason, version, misdeed);
  }

  @ParameterizedTest
  @MethodSource("misdeeds")
  void aSessionWithoutEndEnds(String reason, Version version, Misdeed misdeed) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.playing(UnrulyPeer.with(OWN, version).then(misdeed));
        TlsWire wire = connect(server, Set.of(version))) {
      assertArrayEquals(OWN.der(), wire.session().chain().getFirst());
      PeerException end =
          assertTimeoutPreemptively(
              HANG, () -> assertThrows(PeerException.class, () -> wire.read(new byte[10])));
      assertEquals(reason, end.reason().word(), end::getMessage);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCameBeforeACloseWithoutGoodbyeIsRead(Version version) throws Exception {
    Misdeed misdeed =
        records ->
            records.send(ContentType.application_data, "hello".getBytes(StandardCharsets.UTF_8));
    try (ScriptedServer server =
            ScriptedServer.playing(UnrulyPeer.with(OWN, version).then(misdeed));
        TlsWire wire = connect(server, Set.of(version))) {
      byte[] buffer = new byte[10];
      assertEquals(5, wire.read(buffer));
      assertEquals(-1, wire.read(buffer));
    }
  }

  @ParameterizedTest
  @EnumSource
  void recordsOfOneByteAreReadLikeOthers(Version version) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.playing(UnrulyPeer.with(OWN, version).fragmenting(1).then(_ -> {}));
        TlsWire wire = connect(server, Set.of(version))) {
      assertArrayEquals(OWN.der(), wire.session().chain().getFirst());
    }
  }

  @ParameterizedTest
  @EnumSource
  void promisesOfLogsInTheHandshakeAreCounted(Version version) throws Exception {
    assertEquals(OptionalInt.of(2), timestamps(version, "000a 0004 01020304 0002 0506"));
    assertEquals(OptionalInt.empty(), timestamps(version, "000a 0004 01020304"));
  }

  private static OptionalInt timestamps(Version version, String list) throws Exception {
    byte[] encoded = HexFormat.of().parseHex(list.replace(" ", ""));
    try (ScriptedServer server =
            ScriptedServer.playing(UnrulyPeer.with(OWN, version).promising(encoded).then(_ -> {}));
        TlsWire wire = connect(server, Set.of(version))) {
      return wire.session().timestamps();
    }
  }

  @Test
  void anOcspResponseThatSaysNothingIsAResponse() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.playing(
                UnrulyPeer.with(OWN, Version.TLS_1_2).promising(new byte[] {0, 0}).then(_ -> {}));
        TlsWire wire = connect(server, Set.of(Version.TLS_1_2))) {
      assertTrue(wire.session().stapled());
    }
  }
}
