package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StunFacts;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StunProbeTest {

  private static final Duration HANG = Duration.ofSeconds(30);

  /** 192.0.2.1:32853 as in RFC 5769, section 2.2. */
  private static final String MAPPED = "0020" + "0008" + "0001a147" + "e112a643";

  private static final String SOFTWARE = "8022" + "000b" + "7465737420766563746f7220";

  @Test
  void readsTheAddressThatTheServerSaw() throws Exception {
    try (ScriptedStunServer server =
        always(request -> answer("0101", request, SOFTWARE + MAPPED))) {
      Findings findings = probe(server);
      assertEquals("answers", Seen.of(findings, StunFacts.BINDING));
      assertEquals("192.0.2.1:32853", Seen.of(findings, StunFacts.MAPPED_ADDRESS));
      assertEquals("yes", Seen.of(findings, StunFacts.MAPPED_PRIVATE));
      assertEquals("test vector", Seen.of(findings, StunFacts.SOFTWARE));
      assertEquals(1, server.requests());
    }
  }

  /** The other sample of RFC 5769: its transaction id is part of the key. */
  @Test
  void readsTheSampleOfIpv6() {
    byte[] message =
        HexFormat.of()
            .parseHex(
                "0101002c2112a442b7e7a701bc34d686fa87dfae"
                    + SOFTWARE
                    + "00200014"
                    + "0002a147"
                    + "0113a9faa5d3f179bc25f4b5bed2b9d9");
    message[3] = (byte) (message.length - 20);
    StunBinding read = StunBinding.read(message, Arrays.copyOfRange(message, 8, 20)).orElseThrow();
    assertEquals(
        new InetSocketAddress(InetAddress.ofLiteral("2001:db8:1234:5678:11:2233:4455:6677"), 32853),
        read.mapped().orElseThrow());
  }

  @Test
  void anErrorIsAnAnswerOfItsOwn() throws Exception {
    try (ScriptedStunServer server =
        always(request -> answer("0111", request, "00090004" + "00000400"))) {
      assertEquals("error", Seen.of(probe(server), StunFacts.BINDING));
    }
  }

  @Test
  void aLostDatagramIsSentAgain() throws Exception {
    try (ScriptedStunServer server =
        new ScriptedStunServer(
            List.of(_ -> List.of(), request -> List.of(answer("0101", request, MAPPED))))) {
      assertEquals("answers", Seen.of(probe(server), StunFacts.BINDING));
      assertEquals(2, server.requests());
    }
  }

  static Stream<Arguments> noAnswers() {
    return Stream.of(
        noAnswer("nothing", ReasonCode.UDP_TIMEOUT, _ -> List.of()),
        noAnswer(
            "an answer to somebody else",
            ReasonCode.PROTOCOL_VIOLATION,
            request -> {
              byte[] forged = answer("0101", request, MAPPED);
              forged[12]++;
              return List.of(forged);
            }),
        noAnswer("our own request", ReasonCode.PROTOCOL_VIOLATION, request -> List.of(request)),
        noAnswer(
            "an answer without an address",
            ReasonCode.PROTOCOL_VIOLATION,
            request -> List.of(answer("0101", request, ""))),
        noAnswer(
            "an attribute longer than the message",
            ReasonCode.PROTOCOL_VIOLATION,
            request -> List.of(answer("0101", request, "0020ffff00"))),
        noAnswer(
            "a flood",
            ReasonCode.BUDGET_EXCEEDED,
            _ -> Collections.nCopies(1_000, new byte[1_400])));
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void whatIsNoAnswerIsNotTakenForOne(ReasonCode expected, Function<byte[], List<byte[]>> behaviour)
      throws Exception {
    try (ScriptedStunServer server = new ScriptedStunServer(List.of(behaviour))) {
      PeerException end = assertThrows(PeerException.class, () -> probe(server));
      assertEquals(expected, end.reason().code());
    }
  }

  @Test
  void aPortWhereNobodyListensSaysSo() throws Exception {
    InetSocketAddress nobody;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      nobody = (InetSocketAddress) socket.getLocalSocketAddress();
    }
    PeerException end =
        assertThrows(
            PeerException.class,
            () ->
                new StunProbe(new Random(1))
                    .run(TestContexts.of(Listener.TURN, nobody), new Findings()));
    assertEquals(ReasonCode.UDP_REFUSED, end.reason().code());
  }

  private static Arguments noAnswer(
      String name, ReasonCode expected, Function<byte[], List<byte[]>> behaviour) {
    return argumentSet(name, expected, behaviour);
  }

  private static ScriptedStunServer always(Function<byte[], byte[]> answer) throws Exception {
    return new ScriptedStunServer(List.of(request -> List.of(answer.apply(request))));
  }

  private static Findings probe(ScriptedStunServer server) throws Exception {
    Findings findings = new Findings();
    return assertTimeoutPreemptively(
        HANG,
        () -> {
          new StunProbe(new Random(1))
              .run(TestContexts.of(Listener.TURN, server.address()), findings);
          return findings;
        });
  }

  private static byte[] answer(String type, byte[] request, String attributes) {
    byte[] body = HexFormat.of().parseHex(attributes);
    return ByteBuffer.allocate(20 + body.length)
        .put(HexFormat.of().parseHex(type))
        .putShort((short) body.length)
        .put(request, 4, 16)
        .put(body)
        .array();
  }
}
