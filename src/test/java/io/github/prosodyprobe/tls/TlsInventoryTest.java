package io.github.prosodyprobe.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.TlsFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an inventory says of servers that no TLS library of today lets one set up. */
class TlsInventoryTest {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
  private static final byte[] HANDSHAKE_FAILURE = Flights.alert(2, 40);
  private static final byte[] PROTOCOL_VERSION = Flights.alert(2, 70);
  private static final byte[] DONE = Flights.message(14, new byte[0]);

  /** A TLS 1.2 server that takes the first of its own suites that the client has. */
  private static void tls12(OfferedHello hello, OutputStream out, List<Integer> suites)
      throws IOException {
    if (hello.version() != TlsVersion.TLS_1_2) {
      out.write(PROTOCOL_VERSION);
      return;
    }
    for (int suite : suites) {
      if (hello.suites().contains(suite)) {
        out.write(Flights.record(22, Flights.join(Flights.serverHello(0x0303, suite), DONE)));
        return;
      }
    }
    out.write(HANDSHAKE_FAILURE);
  }

  private static CollectedFacts inventory(ScriptedServer.Script script) throws Exception {
    try (ScriptedServer server = new ScriptedServer(script)) {
      Loopback loopback = new Loopback(server.port(), Duration.ofMillis(700));
      CollectedFacts facts = assertTimeoutPreemptively(TIME_LIMIT, () -> loopback.inventory());
      assertTrue(
          server.connections() <= TlsInventory.MAX_CONNECTIONS,
          server.connections() + " connections");
      return facts;
    }
  }

  @Test
  void brokenSuitesOfTls12AreFoundWhateverOurLibrariesCan() throws Exception {
    CollectedFacts facts =
        inventory((hello, _, out) -> tls12(hello, out, List.of(0x0005, 0x0003, 0xC02F)));
    assertEquals(
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_RSA_EXPORT_WITH_RC4_40_MD5,"
            + " TLS_RSA_WITH_RC4_128_SHA",
        facts.of(TlsFacts.SUITES_TLS12));
    assertEquals(
        "TLS_RSA_EXPORT_WITH_RC4_40_MD5, TLS_RSA_WITH_RC4_128_SHA",
        facts.of(TlsFacts.SUITES_BROKEN));
    assertEquals("server", facts.of(TlsFacts.SUITE_PREFERENCE));
    assertEquals("TLSv1.2", facts.of(TlsFacts.VERSIONS));
    assertEquals(
        "SSLv2, SSLv3, TLSv1.0, TLSv1.1, TLSv1.3", facts.of(TlsFacts.VERSIONS_REFUSED_BY_POLICY));
    assertEquals("n/a", facts.of(TlsFacts.FALLBACK_SCSV));
    assertEquals("n/a", facts.of(TlsFacts.GROUPS_TLS13));
  }

  @Test
  void ssl2IsRecognisedByItsOwnAnswer() throws Exception {
    byte[] serverHello =
        new WireWriter()
            .uint8(4)
            .uint8(0)
            .uint8(1)
            .uint16(0x0002)
            .uint16(3)
            .uint16(6)
            .uint16(2)
            .raw(new byte[] {1, 2, 3})
            .uint24(0x010080)
            .uint24(0x060040)
            .uint16(0)
            .toBytes();
    CollectedFacts facts =
        inventory(
            (hello, _, out) -> {
              if (hello.version() == TlsVersion.SSL_2) {
                out.write(
                    new WireWriter()
                        .uint16(0x8000 | serverHello.length)
                        .raw(serverHello)
                        .toBytes());
              } else {
                tls12(hello, out, List.of(0xC02F));
              }
            });
    assertEquals("SSLv2, TLSv1.2", facts.of(TlsFacts.VERSIONS));
    assertEquals(
        "SSL_CK_DES_64_CBC_WITH_MD5, SSL_CK_RC4_128_WITH_MD5",
        facts.of(TlsFacts.SUITES_BEFORE_TLS12));
    assertEquals(facts.of(TlsFacts.SUITES_BEFORE_TLS12), facts.of(TlsFacts.SUITES_BROKEN));
  }

  @Test
  void aSuiteThatWasNotOfferedIsTheServersFaultAndNoFact() throws Exception {
    CollectedFacts facts =
        inventory(
            (_, _, out) ->
                out.write(
                    Flights.record(22, Flights.join(Flights.serverHello(0x0303, 0x1301), DONE))));
    assertEquals("unobserved protocol-violation", facts.of(TlsFacts.SUITES_TLS12));
    assertEquals("unobserved protocol-violation", facts.of(TlsFacts.SUITES_BROKEN));
    assertEquals("unobserved protocol-violation", facts.of(TlsFacts.VERSIONS));
  }

  @Test
  void aTls13ServerThatChoosesWhatWasNotOfferedIsNotBelieved() throws Exception {
    for (int suite : List.of(0x1301, 0xC02F)) {
      CollectedFacts facts =
          inventory(
              (hello, _, out) ->
                  out.write(
                      hello.version() == TlsVersion.TLS_1_3
                          ? Flights.record(22, Flights.helloRetryRequest(suite, 29))
                          : PROTOCOL_VERSION));
      assertEquals("TLSv1.3", facts.of(TlsFacts.VERSIONS));
      assertEquals("unobserved protocol-violation", facts.of(TlsFacts.SUITES_TLS13));
      assertEquals("unobserved protocol-violation", facts.of(TlsFacts.GROUPS_TLS13));
    }
  }

  @Test
  void refusalsOfAServerThatStopsAnsweringAreNotBelieved() throws Exception {
    List<ScriptedServer.Script> waysToStop =
        List.of(
            (_, _, _) -> {},
            (_, _, out) -> out.write(HANDSHAKE_FAILURE),
            (_, _, _) -> Thread.sleep(30_000));
    for (ScriptedServer.Script stopped : waysToStop) {
      CollectedFacts facts =
          inventory(
              (hello, connection, out) -> {
                if (connection > 9) {
                  stopped.answer(hello, connection, out);
                } else {
                  tls12(hello, out, List.of(0xC02F, 0xC030, 0x009E, 0x009F));
                }
              });
      assertEquals("unobserved throttled", facts.of(TlsFacts.SUITES_TLS12));
      assertEquals("unobserved throttled", facts.of(TlsFacts.SUITES_BROKEN));
      assertEquals("unobserved throttled", facts.of(TlsFacts.VERSIONS));
    }
  }

  @Test
  void aServerThatHangsUpInsteadOfRefusingIsReadAllTheSame() throws Exception {
    CollectedFacts facts =
        inventory(
            (hello, _, out) -> {
              if (hello.version() == TlsVersion.TLS_1_2 && hello.suites().contains(0xC02F)) {
                tls12(hello, out, List.of(0xC02F));
              }
            });
    assertEquals("TLSv1.2", facts.of(TlsFacts.VERSIONS));
    assertEquals("none", facts.of(TlsFacts.VERSIONS_REFUSED_BY_POLICY));
    assertEquals("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", facts.of(TlsFacts.SUITES));
    assertEquals("single", facts.of(TlsFacts.SUITE_PREFERENCE));
  }

  @Test
  void aServerThatHangsUpOnTooManyConnectionsAtOnceLosesNoSuite() throws Exception {
    // One fewer than the times that one hello is sent, which could meet them all.
    Set<Integer> refused = Set.of(3, 4);
    CollectedFacts facts =
        inventory(
            (hello, connection, out) -> {
              if (!refused.contains(connection)) {
                tls12(hello, out, List.of(0xC02F, 0x009E));
              }
            });
    assertEquals(
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        facts.of(TlsFacts.SUITES));
  }

  @Test
  void moreSuitesThanConnectionsAreNoShortListPassedOffAsComplete() throws Exception {
    List<Integer> nearlyAll = new ArrayList<>();
    for (CipherSuite suite : CipherSuites.forTls12()) {
      if (!suite.isBroken()) {
        nearlyAll.add(suite.code());
      }
    }
    CollectedFacts facts = inventory((hello, _, out) -> tls12(hello, out, nearlyAll));
    assertEquals("unobserved budget-exceeded", facts.of(TlsFacts.SUITES_TLS12));
    assertEquals("none", facts.of(TlsFacts.SUITES_BROKEN), "that sweep was complete");
    assertEquals("TLSv1.2", facts.of(TlsFacts.VERSIONS));
  }

  @Test
  void whatIsNoTlsIsSaidToBeNone() throws Exception {
    CollectedFacts facts = inventory((_, _, out) -> out.write("<stream:error/>".getBytes()));
    assertEquals("unobserved tls-violation", facts.of(TlsFacts.VERSIONS));
    assertEquals("unobserved tls-violation", facts.of(TlsFacts.COMPRESSION));
  }

  @Test
  void silenceIsNoRefusal() throws Exception {
    CollectedFacts facts = inventory((_, _, _) -> Thread.sleep(30_000));
    assertEquals("unobserved deadline-exceeded", facts.of(TlsFacts.VERSIONS));
  }

  @Test
  void aServerThatDripsBytesDoesNotHoldUsLongerThanTheTimeOfAHello() throws Exception {
    byte[] flight = Flights.record(22, Flights.serverHello(0x0303, 0xC02F));
    CollectedFacts facts =
        inventory(
            (_, _, out) -> {
              for (byte octet : flight) {
                out.write(octet);
                Thread.sleep(100);
              }
            });
    assertEquals("unobserved deadline-exceeded", facts.of(TlsFacts.SUITES));
  }

  @Test
  void onlyWhatIsWantedIsAskedFor() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((hello, _, out) -> tls12(hello, out, List.of(0xC02F, 0xC030)))) {
      CollectedFacts facts = new Loopback(server.port()).inventory(Set.of(TlsFacts.VERSIONS));
      assertEquals("TLSv1.2", facts.of(TlsFacts.VERSIONS));
      assertEquals("unobserved not-probed", facts.of(TlsFacts.SUITES_TLS12));
      assertEquals(5, server.connections(), "a hello for each of four, and a control");
    }
  }
}
