package io.github.prosodyprobe.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.dns.StubResolver;
import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.target.Place;
import io.github.prosodyprobe.tls.CertificateChain;
import io.github.prosodyprobe.tls.CertificateTrust;
import io.github.prosodyprobe.tls.JudgedChain;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaneTest {

  private static final TestCertificate ROOT = TestCertificate.root("CN=Root");
  private static final TestCertificate MIDDLE =
      TestCertificate.named("CN=Middle").authority().issuedBy(ROOT);
  private static final TestCertificate OWN =
      TestCertificate.named("CN=a").dns("example.test").issuedBy(MIDDLE);
  private static final TestCertificate EXPIRED =
      TestCertificate.named("CN=a")
          .valid(TestCertificate.NOW.minusSeconds(9), TestCertificate.NOW.minusSeconds(1))
          .issuedBy(MIDDLE);

  private static final String DOOR = "_5222._tcp.xmpp.example.test ";
  private static final Endpoint PLACE =
      new Endpoint(Listener.C2S, "example.test", "192.0.2.1:5222");
  private static final FactState DOWN =
      new FactState.Unobserved(Reason.of(ReasonCode.TCP_REFUSED, "for a test"));

  /** Own, middle and root are what a record describes; own and middle are what is served. */
  @ParameterizedTest(name = "usage {0} for {1}, trusted: {2}")
  @CsvSource({
    "0, own,    true,  mismatch",
    "0, middle, true,  matches",
    "0, root,   true,  matches",
    "0, middle, false, mismatch",
    "1, own,    true,  matches",
    "1, middle, true,  mismatch",
    "1, own,    false, mismatch",
    "2, own,    false, mismatch",
    "2, middle, false, matches",
    "3, own,    false, matches",
    "3, middle, true,  mismatch"
  })
  void aUsageSaysWhichCertificateCountsAndWhetherItsPathDoes(
      int usage, String described, boolean trusted, String expected) throws Exception {
    for (int selector = 0; selector < 2; selector++) {
      for (int matching = 0; matching < 3; matching++) {
        String record = record(usage, selector, matching, certificate(described));
        assertEquals(expected, dane(served(OWN, trusted), record), record);
      }
    }
  }

  /** Of a root that was not served, a digest says too little; the root itself, or its key, does. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, matches",
    "1, 0, matches",
    "0, 1, mismatch",
    "1, 2, mismatch",
  })
  void anAuthorityMayStayAwayWhereTheRecordHoldsIt(int selector, int matching, String expected)
      throws Exception {
    assertEquals(expected, dane(served(OWN, false), record(2, selector, matching, ROOT)));
  }

  @Test
  void onlyTheServersOwnCertificateMayBeExpired() throws Exception {
    assertEquals("matches", dane(served(EXPIRED, true), record(3, 1, 1, EXPIRED)));
    assertEquals("mismatch", dane(served(EXPIRED, true), record(2, 1, 1, MIDDLE)));
    assertEquals("mismatch", dane(served(EXPIRED, true), record(1, 1, 1, EXPIRED)));
  }

  @Test
  void oneRecordOfSeveralIsEnough() throws Exception {
    assertEquals(
        "matches",
        dane(served(OWN, true), record(3, 1, 1, EXPIRED), "4 1 1 00", record(3, 1, 1, OWN)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4 1 1 00   | its usage is unknown
          255 1 1 00 | its usage is unknown
          3 2 1 00   | its selector is unknown
          3 1 3 00   | its matching type is unknown
          3 1 1 00   | its digest has the wrong length
          3 1 2 00   | its digest has the wrong length
          3 0 0 3000 | its data is no certificate
          3 1 0 3000 | its data is no public key
          3 1 1 0…   | its data cannot be read
          3 1 1      | it is incomplete
          """)
  void whatNobodyCanUseIsNamedAndPromisesNothing(String record, String why) {
    Map<Fact<?>, FactState> records = records(record);
    assertEquals("unusable", seen(CertificateFacts.DANE, records, served(OWN, true)));
    assertEquals(
        record.strip() + ": " + why,
        seen(CertificateFacts.DANE_UNUSABLE, records, served(OWN, true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"insecure", "bogus"})
  void recordsThatAreNotSignedCountForNothing(String dnssec) throws Exception {
    Map<Fact<?>, FactState> records = records(record(3, 1, 1, OWN));
    records.put(DnsFacts.DNSSEC, value(FactValue.text(dnssec)));
    assertEquals("insecure", seen(CertificateFacts.DANE, records, served(OWN, true)));
    records.put(DnsFacts.DNSSEC, value(FactValue.text("secure")));
    records.put(DnsFacts.TLSA_UNSIGNED, value(FactValue.texts("_5222._tcp.XMPP.example.test")));
    assertEquals("insecure", seen(CertificateFacts.DANE, records, served(OWN, true)));
  }

  @Test
  void whatWasNotSeenIsNotGuessed() throws Exception {
    for (Fact<?> fact : List.of(DnsFacts.TLSA, DnsFacts.DNSSEC, DnsFacts.TLSA_UNSIGNED)) {
      Map<Fact<?>, FactState> records = records(record(3, 1, 1, OWN));
      records.put(fact, DOWN);
      assertEquals("tcp-refused", seen(CertificateFacts.DANE, records, served(OWN, true)));
    }
    Map<Fact<?>, FactState> records = records(record(3, 1, 1, OWN));
    assertEquals("tcp-refused", seen(CertificateFacts.DANE, records, Optional.empty()));
  }

  @Test
  void recordsOfAnotherDoorAreNotLookedAt() {
    Map<Fact<?>, FactState> records = records();
    records.put(DnsFacts.TLSA, value(FactValue.texts("_5269._tcp.xmpp.example.test 3 1 1 00")));
    assertEquals("none", seen(CertificateFacts.DANE, records, served(OWN, true)));
    records.put(DnsFacts.SRV_XMPP_CLIENT, value(FactValue.texts("5 0 5223 xmpp.example.test.")));
    assertEquals(
        "no SRV record of example.test leads here",
        seen(CertificateFacts.DANE, records, served(OWN, true)));
  }

  /** From signed records to the check, with nothing between but sockets. */
  @ParameterizedTest
  @CsvSource({"true, PASS", "false, FAIL"})
  void aScanHoldsTheChainAgainstTheRecords(boolean kept, State state) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.playing(CertificateScan.serving(TestTlsServer.with(OWN, MIDDLE)))) {
      String port = Integer.toString(server.address().getPort());
      try (var names =
          ScriptedNameServer.ofSignedZone(
              "_xmpp-client._tcp.example.test. SRV 5 0 " + port + " xmpp.example.test.",
              "xmpp.example.test. A 127.0.0.1",
              "_"
                  + port
                  + "._tcp.xmpp.example.test. TLSA "
                  + record(3, 0, 0, kept ? OWN : MIDDLE))) {
        EndpointFacts c2s =
            CertificateScan.only(
                CertificateScan.of(StubResolver.at(names.address()), List.of(), ROOT),
                Listener.C2S);
        assertEquals(
            Set.of("dane-matches"),
            CertificateScan.checks(c2s, state).stream()
                .filter(id -> id.startsWith("dane"))
                .collect(Collectors.toSet()));
      }
    }
  }

  private static TestCertificate certificate(String word) {
    return switch (word) {
      case "own" -> OWN;
      case "middle" -> MIDDLE;
      default -> ROOT;
    };
  }

  private static String record(int usage, int selector, int matching, TestCertificate certificate)
      throws Exception {
    byte[] part =
        selector == 0 ? certificate.der() : certificate.certificate().getPublicKey().getEncoded();
    byte[] data =
        switch (matching) {
          case 1 -> MessageDigest.getInstance("SHA-256").digest(part);
          case 2 -> MessageDigest.getInstance("SHA-512").digest(part);
          default -> part;
        };
    return usage + " " + selector + " " + matching + " " + HexFormat.of().formatHex(data);
  }

  private static Optional<JudgedChain> served(TestCertificate own, boolean trusted) {
    List<X509Certificate> chain = List.of(own.certificate(), MIDDLE.certificate());
    Set<TrustAnchor> roots = trusted ? Set.of(new TrustAnchor(ROOT.certificate(), null)) : Set.of();
    return Optional.of(
        new JudgedChain(
            CertificateChain.of(List.of(own.der(), MIDDLE.der())),
            CertificateTrust.of(own.certificate(), chain, roots, TestCertificate.NOW)));
  }

  private static Map<Fact<?>, FactState> records(String... records) {
    Map<Fact<?>, FactState> facts = new TreeMap<>();
    facts.put(DnsFacts.TLSA, value(FactValue.texts(Stream.of(records).map(DOOR::concat).toList())));
    facts.put(DnsFacts.TLSA_UNSIGNED, value(FactValue.texts()));
    facts.put(DnsFacts.DNSSEC, value(FactValue.text("secure")));
    facts.put(DnsFacts.SRV_XMPP_CLIENT, value(FactValue.texts("5 0 5222 xmpp.example.test.")));
    return facts;
  }

  private static FactState value(FactValue value) {
    return new FactState.Observed(value, "evidence");
  }

  private static String dane(Optional<JudgedChain> served, String... records) {
    return seen(CertificateFacts.DANE, records(records), served);
  }

  private static String seen(
      Fact<?> fact, Map<Fact<?>, FactState> records, Optional<JudgedChain> served) {
    List<EndpointFacts> matched =
        Dane.matched(
            List.of(
                EndpointFacts.of(
                    new Endpoint(Listener.DNS, "example.test", "example.test"), records),
                EndpointFacts.of(PLACE, Map.of(CertificateFacts.TRUST, DOWN))),
            List.of(
                new Dane.Served(
                    new Place.Known(
                        PLACE, new InetSocketAddress("192.0.2.1", 5222), "xmpp.example.test"),
                    served)),
            _ -> Set.of(CertificateFacts.DANE),
            TestCertificate.NOW);
    return switch (matched.get(1).state(fact)) {
      case FactState.Observed(var seen, _) -> seen.toString();
      case FactState.NotApplicable(String because) -> because;
      case FactState.Unobserved(var reason) -> reason.word();
    };
  }
}
