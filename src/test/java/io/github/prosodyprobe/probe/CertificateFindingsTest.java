package io.github.prosodyprobe.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TlsSession;
import io.github.prosodyprobe.tls.TrustStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateFindingsTest {

  private static final TestCertificate ROOT = TestCertificate.root("CN=Root");
  private static final TestCertificate MIDDLE =
      TestCertificate.named("CN=Middle").authority().issuedBy(ROOT);

  static Stream<Arguments> chains() {
    return Stream.of(
        Arguments.of(
            "a good chain",
            List.of(
                named("example.test").purpose(KeyPurposeId.id_kp_serverAuth).issuedBy(MIDDLE).der(),
                MIDDLE.der()),
            Map.ofEntries(
                Map.entry(CertificateFacts.SUBJECT, "CN=a"),
                Map.entry(CertificateFacts.ISSUER, "CN=Middle"),
                Map.entry(CertificateFacts.NAMES, "dns:example.test"),
                Map.entry(CertificateFacts.IDENTITY, "dns"),
                Map.entry(CertificateFacts.TRUST, "trusted"),
                Map.entry(CertificateFacts.NOT_BEFORE, "2026-05-31T00:00:00Z"),
                Map.entry(CertificateFacts.NOT_AFTER, "2026-08-30T00:00:00Z"),
                Map.entry(CertificateFacts.LIFETIME, "7862400"),
                Map.entry(CertificateFacts.TIMESTAMPS, "0"),
                Map.entry(CertificateFacts.OCSP_RESPONDER, "no"),
                Map.entry(CertificateFacts.MUST_STAPLE, "no"),
                Map.entry(CertificateFacts.KEY_TYPE, "EC"),
                Map.entry(CertificateFacts.KEY_BITS, "256"),
                Map.entry(CertificateFacts.KEY_STRENGTH, "128"),
                Map.entry(CertificateFacts.SIGNATURE, "SHA256withECDSA"),
                Map.entry(CertificateFacts.WEAK_SIGNATURE, "no"),
                Map.entry(CertificateFacts.PURPOSES, "serverAuth"),
                Map.entry(CertificateFacts.CHAIN_LENGTH, "2"),
                Map.entry(CertificateFacts.CHAIN_ORDERED, "yes"),
                Map.entry(CertificateFacts.STAPLED, "no"))),
        Arguments.of(
            "an unordered chain",
            List.of(named("example.test").issuedBy(MIDDLE).der(), ROOT.der(), MIDDLE.der()),
            Map.of(
                CertificateFacts.TRUST, "trusted",
                CertificateFacts.CHAIN_ORDERED, "no",
                CertificateFacts.PURPOSES, "any")),
        Arguments.of(
            "a name with a NUL",
            List.of(named("example.test\0.evil.test").issuedBy(ROOT).der()),
            Map.of(
                CertificateFacts.NAMES, "dns:example.test\\u{0}.evil.test",
                CertificateFacts.IDENTITY, "none")),
        Arguments.of(
            "a key of an unlisted kind",
            List.of(named("example.test").key("ML-DSA", 0).issuedBy(ROOT).der()),
            Map.of(
                CertificateFacts.KEY_TYPE, "ML-DSA",
                CertificateFacts.KEY_BITS, "? not-probed",
                CertificateFacts.KEY_STRENGTH, "? not-probed")),
        Arguments.of(
            "a key of 16384 bits",
            List.of(named("example.test").publicKey(rsa(16_384)).issuedBy(ROOT).der()),
            Map.of(
                CertificateFacts.KEY_TYPE, "RSA",
                CertificateFacts.KEY_BITS, "16384",
                CertificateFacts.KEY_STRENGTH, "256",
                CertificateFacts.TRUST, "trusted")),
        Arguments.of(
            "a subject that turns the report around",
            List.of(TestCertificate.named("CN=\u202Eevil\\0D\u009B31m").issuedBy(ROOT).der()),
            Map.of(CertificateFacts.SUBJECT, "CN=\\u{202e}evil\\u{d}\\u{9b}31m")),
        Arguments.of(
            "a chain without its middle",
            List.of(
                named("example.test")
                    .extension("1.3.6.1.5.5.7.1.1", issuerAddress("http://ca.test/middle"))
                    .issuedBy(MIDDLE)
                    .der()),
            Map.of(
                CertificateFacts.TRUST, "incomplete",
                CertificateFacts.PUBLIC_ROOT, "n/a")),
        Arguments.of(
            "extensions that are none",
            List.of(
                named("example.test")
                    .extension("1.3.6.1.5.5.7.1.1", "garbage".getBytes(UTF_8))
                    .extension("1.3.6.1.5.5.7.1.24", new byte[] {0x30, 3, 2, 1, 5})
                    .issuedBy(ROOT)
                    .der()),
            Map.of(
                CertificateFacts.OCSP_RESPONDER, "? protocol-violation",
                CertificateFacts.MUST_STAPLE, "yes")),
        Arguments.of(
            "garbage behind the certificate",
            List.of(named("example.test").issuedBy(ROOT).der(), "garbage".getBytes(UTF_8)),
            Map.of(
                CertificateFacts.TRUST, "trusted",
                CertificateFacts.CHAIN_LENGTH, "2",
                CertificateFacts.CHAIN_ORDERED, "? protocol-violation",
                CertificateFacts.WEAK_SIGNATURE, "? protocol-violation")),
        Arguments.of(
            "garbage instead of a certificate",
            List.of("garbage".getBytes(UTF_8)),
            Map.of(
                CertificateFacts.SUBJECT, "? protocol-violation",
                CertificateFacts.TRUST, "? protocol-violation",
                CertificateFacts.IDENTITY, "? protocol-violation",
                CertificateFacts.CHAIN_LENGTH, "1")),
        Arguments.of(
            "too many names",
            List.of(manyNames().issuedBy(ROOT).der()),
            Map.of(CertificateFacts.NAMES, "? budget-exceeded", CertificateFacts.IDENTITY, "dns")));
  }

  private static TestCertificate.Builder named(String dnsName) {
    return TestCertificate.named("CN=a").dns(dnsName);
  }

  /** Nobody needs the private half, so the number need not have two prime factors. */
  private static byte[] rsa(int bits) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
    try {
      return new SubjectPublicKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
              new RSAPublicKey(modulus, BigInteger.valueOf(65_537)))
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] issuerAddress(String address) {
    try {
      return new AuthorityInformationAccess(
              AccessDescription.id_ad_caIssuers,
              new GeneralName(GeneralName.uniformResourceIdentifier, address))
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestCertificate.Builder manyNames() {
    TestCertificate.Builder many = named("example.test");
    for (int number = 0; number < 200; number++) {
      many.dns(number + ".test");
    }
    return many;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chains")
  void theChainBecomesFacts(String title, List<byte[]> chain, Map<Fact<?>, String> expected)
      throws Exception {
    Findings findings = new Findings();
    new CertificateFindings(context(), findings)
        .report(
            new TlsSession(
                CompleteHandshake.Version.TLS_1_3,
                0x1301,
                "x25519",
                chain,
                false,
                OptionalInt.of(0),
                "",
                true,
                false,
                false,
                Map.of()),
            new Evidence("e", List.of(), ""));
    expected.forEach(
        (fact, value) ->
            assertEquals(
                value, shown(Objects.requireNonNull(findings.states().get(fact))), fact::toString));
    assertEquals(CertificateFindings.FACTS, findings.states().keySet());
  }

  private static ProbeContext context() {
    ProbeContext any =
        TestContexts.of(Listener.C2S, InetSocketAddress.createUnresolved("example.test", 5222));
    return new ProbeContext(
        any.endpoint(),
        any.address(),
        any.dialer(),
        any.deadline(),
        any.wanted(),
        new TrustStore(Set.of(new TrustAnchor(ROOT.certificate(), null))),
        Clock.fixed(TestCertificate.NOW, ZoneOffset.UTC),
        "",
        Optional.empty());
  }

  private static String shown(FactState state) {
    return switch (state) {
      case FactState.Observed(var value, _) -> value.toString();
      case FactState.Unobserved(var reason) -> "? " + reason.word();
      case FactState.NotApplicable _ -> "n/a";
    };
  }
}
