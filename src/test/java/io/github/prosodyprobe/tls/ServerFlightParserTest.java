package io.github.prosodyprobe.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.tls.HelloOutcome.Aborted;
import io.github.prosodyprobe.tls.HelloOutcome.Accepted;
import io.github.prosodyprobe.tls.HelloOutcome.Closed;
import io.github.prosodyprobe.tls.HelloOutcome.NotTls;
import io.github.prosodyprobe.tls.HelloOutcome.Refused;
import io.github.prosodyprobe.tls.HelloOutcome.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ServerFlightParserTest {

  private static final int ECDHE_RSA_AES128_GCM = 0xC02F;
  private static final int DHE_RSA_AES128_GCM = 0x009E;

  private static final byte[] GOOD =
      Flights.join(
          Flights.record(22, Flights.serverHello(0x0303, ECDHE_RSA_AES128_GCM)),
          Flights.record(
              22,
              Flights.join(
                  Flights.certificate(new byte[] {1, 2, 3}, new byte[] {4}),
                  Flights.ecdheKey(29, new byte[] {7, 8, 9}))));

  @Test
  void aFlightOfTls12NamesSuiteCurveKeyAndChain() {
    ServerFlight flight = accepted(parse(GOOD, GOOD.length));
    assertEquals(TlsVersion.TLS_1_2, flight.hello().version());
    assertEquals("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", flight.hello().suite().name());
    assertEquals("x25519", flight.group().orElseThrow().name());
    assertEquals("070809", flight.key().orElseThrow().hex());
    assertEquals(2, flight.certificates().size());
    assertEquals(Optional.empty(), flight.defect());
  }

  @Test
  void aRetryRequestNamesTheGroupAndEndsTheFlight() {
    ServerFlight flight =
        accepted(parse(Flights.record(22, Flights.helloRetryRequest(0x1301, 0x11EC)), 1 << 14));
    assertEquals(TlsVersion.TLS_1_3, flight.hello().version());
    assertEquals("X25519MLKEM768", flight.group().orElseThrow().name());
    assertEquals(Optional.empty(), flight.key());
  }

  @Test
  void theSameIsReadHoweverTheBytesAreSplit() {
    String whole = parse(GOOD, GOOD.length).toString();
    for (int piece = 1; piece < GOOD.length; piece++) {
      assertEquals(whole, parse(GOOD, piece).toString(), "in pieces of " + piece);
    }
  }

  @Test
  void messagesSplitOverRecordsOfOneByteAreReadToo() {
    byte[] messages =
        Flights.join(
            Flights.serverHello(0x0303, ECDHE_RSA_AES128_GCM),
            Flights.ecdheKey(23, new byte[] {1}));
    WireWriter records = new WireWriter();
    for (byte octet : messages) {
      records.raw(Flights.record(22, new byte[] {octet}));
    }
    assertEquals(
        "secp256r1", accepted(parse(records.toBytes(), 4096)).group().orElseThrow().name());
  }

  @Test
  void whatTheServerChoseIsKeptWhenTheRestIsMissing() {
    int helloEnd = Flights.record(22, Flights.serverHello(0x0303, ECDHE_RSA_AES128_GCM)).length;
    for (int end = 0; end < GOOD.length; end++) {
      ServerFlightParser parser = new ServerFlightParser();
      assertTrue(parser.take(GOOD, end).isEmpty(), "certain after " + end + " bytes");
      HelloOutcome outcome = parser.end("closed");
      if (end == 0) {
        assertInstanceOf(Closed.class, outcome);
      } else if (end < helloEnd) {
        assertInstanceOf(Violation.class, outcome);
      } else {
        assertEquals(Optional.of("closed"), accepted(outcome).defect());
      }
    }
  }

  @Test
  void aFiniteFieldKeyIsReadWithItsGroup() {
    byte[] flight =
        Flights.record(
            22,
            Flights.join(
                Flights.serverHello(0x0303, DHE_RSA_AES128_GCM),
                Flights.dheKey(new byte[] {(byte) 0xFF, 1}, new byte[] {5})));
    assertEquals(
        "ServerHello TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, unknown (16 bits)",
        parse(flight, 100).toString());
  }

  @Test
  void alertsBeforeAndAfterTheChoiceAreDifferentAnswers() {
    assertEquals("alert protocol_version (70)", parse(Flights.alert(2, 70), 7).toString());
    byte[] late =
        Flights.join(Flights.record(22, Flights.serverHello(0x0302, 0x0005)), Flights.alert(2, 80));
    assertEquals(
        "ServerHello TLSv1.1, TLS_RSA_WITH_RC4_128_SHA, then alert internal_error (80)",
        assertInstanceOf(Aborted.class, parse(late, 9)).toString());
  }

  @Test
  void aWarningDoesNotEndTheFlight() {
    byte[] unknownName = Flights.alert(1, 112);
    assertInstanceOf(Accepted.class, parse(Flights.join(unknownName, GOOD), 3));
    assertInstanceOf(Refused.class, parse(unknownName, 3));
  }

  @Test
  void otherProtocolsAreRecognised() {
    for (String text : List.of("<stream:error>", "HTTP/1.1 400 Bad Request\r\n", "SSH-2.0-x")) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      NotTls outcome = assertInstanceOf(NotTls.class, parse(bytes, bytes.length));
      assertEquals(text, outcome.beginning().raw());
    }
  }

  @Test
  void brokenFlightsAreViolations() {
    byte[] twice = Flights.serverHello(0x0303, ECDHE_RSA_AES128_GCM);
    List<byte[]> flights =
        List.of(
            Flights.record(22, new byte[0]),
            Flights.record(22, Flights.certificate(new byte[] {1})),
            Flights.record(22, Flights.serverHello(0x0505, 0x002F)),
            Flights.record(22, Flights.message(2, new byte[10])),
            Flights.record(22, new byte[] {2, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF}),
            new byte[] {22, 3, 3, (byte) 0xFF, (byte) 0xFF});
    for (byte[] flight : flights) {
      assertInstanceOf(Violation.class, parse(flight, 64), Arrays.toString(flight));
    }
    ServerFlight kept = accepted(parse(Flights.record(22, Flights.join(twice, twice)), 512));
    assertEquals(Optional.of("a second ServerHello"), kept.defect());
  }

  @Test
  void endlessFlightsEndAtTheLimit() {
    byte[] filler = Flights.record(20, new byte[] {1});
    assertInstanceOf(Violation.class, parseRepeated(new byte[0], filler));
    byte[] hello = Flights.record(22, Flights.serverHello(0x0303, ECDHE_RSA_AES128_GCM));
    assertTrue(accepted(parseRepeated(hello, filler)).defect().isPresent());
    byte[] warning = Flights.alert(1, 112);
    assertInstanceOf(Violation.class, parseRepeated(new byte[0], warning));
  }

  @Test
  void noBytesMakeTheParserThrow() {
    SplittableRandom random = new SplittableRandom(20_261_121);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = GOOD.clone();
      int changes = random.nextInt(1, 6);
      for (int change = 0; change < changes; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (round % 4 == 0) {
        random.nextBytes(bytes);
        bytes[0] = 22;
        bytes[1] = 3;
      }
      assertNotNull(parse(bytes, random.nextInt(1, bytes.length)).toString());
      SslV2AnswerParser old = new SslV2AnswerParser();
      bytes[0] |= (byte) 0x80;
      assertNotNull(old.take(bytes, bytes.length).orElseGet(() -> old.end("closed")).toString());
    }
  }

  private static HelloOutcome parseRepeated(byte[] beginning, byte[] filler) {
    ServerFlightParser parser = new ServerFlightParser();
    Optional<HelloOutcome> outcome = parser.take(beginning, beginning.length);
    for (int sent = 0; outcome.isEmpty(); sent += filler.length) {
      assertTrue(sent < 1 << 20, "no end in sight");
      outcome = parser.take(filler, filler.length);
    }
    return outcome.get();
  }

  private static HelloOutcome parse(byte[] bytes, int pieceLength) {
    ServerFlightParser parser = new ServerFlightParser();
    for (int start = 0; start < bytes.length; start += pieceLength) {
      byte[] piece = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + pieceLength));
      Optional<HelloOutcome> outcome = parser.take(piece, piece.length);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return parser.end("closed");
  }

  private static ServerFlight accepted(HelloOutcome outcome) {
    return assertInstanceOf(Accepted.class, outcome).flight();
  }
}
