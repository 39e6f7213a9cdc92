package io.github.prosodyprobe.scan;

import static io.github.prosodyprobe.tls.TestCertificate.NOW;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestCertificate.Builder;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scans listeners with one weakness each in their certificate, as clients and as servers do. */
class WeakListenersTest {

  private static final TestCertificate ROOT = TestCertificate.root("CN=Root");
  private static final TestCertificate MIDDLE =
      TestCertificate.named("CN=Middle").authority().issuedBy(ROOT);
  private static final TestCertificate STRANGER = TestCertificate.root("CN=Stranger");
  private static final TestCertificate RSA_ROOT =
      TestCertificate.named("CN=RSA")
          .authority()
          .key("RSA", 2048)
          .signedAs("SHA256withRSA")
          .issue();

  /** What a server has for a certificate. */
  enum Served {
    GOOD,
    EXPIRED,
    EXPIRING,
    NOT_YET_VALID,
    WRONG_NAME,
    COMMON_NAME_ONLY,
    CLIENT_SRV_ID,
    SERVER_SRV_ID,
    XMPP_ADDRESS,
    WILDCARD,
    WILDCARD_BELOW,
    WILDCARD_ABOVE,
    NUL_IN_NAME,
    EMPTY_SUBJECT,
    SELF_SIGNED,
    UNKNOWN_ROOT,
    MISSING_INTERMEDIATE,
    WRONG_ORDER,
    TWELVE,
    P384,
    ED25519,
    RSA_1024,
    RSA_2048,
    RSA_3072,
    SHA_1,
    CLIENT_PURPOSE,
    SERVER_PURPOSE;

    TestTlsServer server() {
      return switch (this) {
        case GOOD -> with(leaf());
        case EXPIRED -> with(leaf().valid(NOW.minus(days(90)), NOW.minus(days(1))));
        case EXPIRING -> with(leaf().valid(NOW.minus(days(76)), NOW.plus(days(13))));
        case NOT_YET_VALID -> with(leaf().valid(NOW.plus(days(1)), NOW.plus(days(90))));
        case WRONG_NAME -> with(named("CN=other.test").dns("xmpp.example.test"));
        case COMMON_NAME_ONLY -> with(named("CN=example.test"));
        case CLIENT_SRV_ID -> with(named("CN=a").srv("_xmpp-client.example.test"));
        case SERVER_SRV_ID -> with(named("CN=a").srv("_xmpp-server.example.test"));
        case XMPP_ADDRESS -> with(named("CN=a").xmpp("example.test"));
        case WILDCARD -> with(named("CN=a").dns("*.test"));
        case WILDCARD_BELOW -> with(named("CN=a").dns("*.example.test"));
        case WILDCARD_ABOVE -> with(named("CN=a").dns("*.*").dns("*"));
        case NUL_IN_NAME -> with(named("CN=example.test\\00.evil").dns("example.test\0.evil"));
        case EMPTY_SUBJECT -> with(named("").dns("example.test"));
        case SELF_SIGNED -> TestTlsServer.with(leaf().issue());
        case UNKNOWN_ROOT -> TestTlsServer.with(leaf().issuedBy(STRANGER), STRANGER);
        case MISSING_INTERMEDIATE -> TestTlsServer.with(leaf().issuedBy(MIDDLE));
        case WRONG_ORDER -> TestTlsServer.with(leaf().issuedBy(MIDDLE), ROOT, MIDDLE);
        case TWELVE -> twelve();
        case P384 -> with(leaf().key("EC", 384));
        case ED25519 -> with(leaf().key("Ed25519", 0));
        case RSA_1024 -> with(leaf().key("RSA", 1024));
        case RSA_2048 -> with(leaf().key("RSA", 2048));
        case RSA_3072 -> with(leaf().key("RSA", 3072));
        case SHA_1 ->
            TestTlsServer.with(leaf().signedAs("SHA1withRSA").issuedBy(RSA_ROOT), RSA_ROOT)
                .versions("TLSv1.2");
        case CLIENT_PURPOSE -> with(leaf().purpose(KeyPurposeId.id_kp_clientAuth));
        case SERVER_PURPOSE -> with(leaf().purpose(KeyPurposeId.id_kp_serverAuth));
      };
    }

    private static TestTlsServer with(Builder leaf) {
      return TestTlsServer.with(leaf.issuedBy(MIDDLE), MIDDLE);
    }

    private static TestTlsServer twelve() {
      TestCertificate[] authorities = new TestCertificate[11];
      TestCertificate last = ROOT;
      for (int step = authorities.length - 1; step >= 0; step--) {
        last = named("CN=Step " + step).authority().issuedBy(last);
        authorities[step] = last;
      }
      return TestTlsServer.with(leaf().issuedBy(last), authorities);
    }

    private static Builder named(String subject) {
      return TestCertificate.named(subject);
    }

    private static Builder leaf() {
      return named("CN=a").dns("example.test");
    }

    private static Duration days(int days) {
      return Duration.ofDays(days);
    }
  }

  /**
   * The last columns are the checks that fail for clients and for servers, without the {@code
   * certificate-} that all begin with.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GOOD                 | dns         | dns         | trusted        |                   |
          EXPIRED              | dns         | dns         | expired        | trusted lifetime  | trusted lifetime
          EXPIRING             | dns         | dns         | trusted        | lifetime          | lifetime
          NOT_YET_VALID        | dns         | dns         | not-yet-valid  | trusted           | trusted
          WRONG_NAME           | none        | none        | trusted        | names             | names
          COMMON_NAME_ONLY     | common-name | common-name | trusted        | names             | names
          CLIENT_SRV_ID        | srv         | none        | trusted        |                   | names
          SERVER_SRV_ID        | none        | srv         | trusted        | names             |
          XMPP_ADDRESS         | xmpp-addr   | xmpp-addr   | trusted        |                   |
          WILDCARD             | dns         | dns         | trusted        |                   |
          WILDCARD_BELOW       | none        | none        | trusted        | names             | names
          WILDCARD_ABOVE       | none        | none        | trusted        | names             | names
          NUL_IN_NAME          | none        | none        | trusted        | names             | names
          EMPTY_SUBJECT        | dns         | dns         | trusted        |                   |
          SELF_SIGNED          | dns         | dns         | self-signed    | trusted           | trusted
          UNKNOWN_ROOT         | dns         | dns         | unknown-issuer | trusted           | trusted
          MISSING_INTERMEDIATE | dns         | dns         | incomplete     | trusted           | trusted
          WRONG_ORDER          | dns         | dns         | trusted        | chain-ordered     | chain-ordered
          TWELVE               | dns         | dns         | trusted        | chain-short       | chain-short
          P384                 | dns         | dns         | trusted        |                   |
          ED25519              | dns         | dns         | trusted        |                   |
          RSA_1024             | dns         | dns         | trusted        | key               | key
          RSA_2048             | dns         | dns         | trusted        |                   |
          RSA_3072             | dns         | dns         | trusted        |                   |
          SHA_1                | dns         | dns         | unknown-issuer | trusted signature | trusted signature
          CLIENT_PURPOSE       | dns         | dns         | trusted        | purpose           | purpose
          SERVER_PURPOSE       | dns         | dns         | trusted        |                   |
          """)
  void eachWeaknessFailsWhereItMatters(
      Served served,
      String identityOfClients,
      String identityOfServers,
      String trust,
      @Nullable String failedForClients,
      @Nullable String failedForServers)
      throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(CertificateScan.serving(served.server()))) {
      List<EndpointFacts> facts = CertificateScan.of(server, ROOT);
      EndpointFacts c2s = CertificateScan.only(facts, Listener.C2S);
      EndpointFacts s2s = CertificateScan.only(facts, Listener.S2S);
      assertAll(
          () -> assertEquals(identityOfClients, value(c2s, CertificateFacts.IDENTITY)),
          () -> assertEquals(identityOfServers, value(s2s, CertificateFacts.IDENTITY)),
          () -> assertEquals(trust, value(c2s, CertificateFacts.TRUST)),
          () -> assertEquals(trust, value(s2s, CertificateFacts.TRUST)),
          () -> assertEquals(ids(failedForClients), failures(c2s)),
          () -> assertEquals(ids(failedForServers), failures(s2s)),
          () -> assertEquals(Set.of(), CertificateScan.checks(c2s, State.UNKNOWN)),
          () -> assertEquals(Set.of(), CertificateScan.checks(s2s, State.UNKNOWN)));
    }
  }

  /** The root of the tests stands for a public one, and its certificates know no log. */
  private static Set<String> failures(EndpointFacts facts) {
    Set<String> failed = new HashSet<>(CertificateScan.checks(facts, State.FAIL));
    boolean trusted = value(facts, CertificateFacts.TRUST).equals("trusted");
    assertEquals(trusted, failed.remove("certificate-transparency"));
    return failed;
  }

  private static Set<String> ids(@Nullable String words) {
    return words == null
        ? Set.of()
        : Arrays.stream(words.split(" "))
            .map(word -> "certificate-" + word)
            .collect(Collectors.toSet());
  }

  private static String value(EndpointFacts facts, Fact<?> fact) {
    return facts.state(fact) instanceof FactState.Observed(var value, _)
        ? value.toString()
        : facts.state(fact).toString();
  }
}
