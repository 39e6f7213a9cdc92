package io.github.prosodyprobe.tls;

import static io.github.prosodyprobe.tls.TestCertificate.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.tls.CertificateTrust.Verdict;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateTrustTest {

  private static final TestCertificate ROOT = TestCertificate.root("CN=Root");
  private static final TestCertificate MIDDLE =
      TestCertificate.named("CN=Middle").authority().issuedBy(ROOT);
  private static final TestCertificate STRANGER = TestCertificate.root("CN=Stranger");
  private static final TestCertificate IMPOSTOR = TestCertificate.root("CN=Root");

  static Stream<Arguments> chains() {
    TestCertificate good = leaf().issuedBy(MIDDLE);
    return Stream.of(
        row(Verdict.TRUSTED, good, MIDDLE),
        row(Verdict.TRUSTED, good, MIDDLE, ROOT),
        row(Verdict.TRUSTED, good, ROOT, STRANGER, MIDDLE),
        row(Verdict.TRUSTED, leaf().issuedBy(ROOT)),
        row(Verdict.TRUSTED, ROOT),
        row(Verdict.TRUSTED, leaf().key("Ed25519", 0).issuedBy(ROOT)),
        row(Verdict.INCOMPLETE, good),
        row(Verdict.INCOMPLETE, good, ROOT),
        row(Verdict.INCOMPLETE, leaf().issuedBy(STRANGER)),
        row(Verdict.UNKNOWN_ISSUER, leaf().issuedBy(STRANGER), STRANGER),
        row(Verdict.UNKNOWN_ISSUER, leaf().issuedBy(IMPOSTOR), IMPOSTOR),
        row(Verdict.SELF_SIGNED, leaf().issue()),
        row(
            Verdict.EXPIRED,
            leaf().valid(NOW.minusSeconds(9), NOW.minusSeconds(1)).issuedBy(MIDDLE),
            MIDDLE),
        row(
            Verdict.NOT_YET_VALID,
            leaf().valid(NOW.plusSeconds(1), NOW.plusSeconds(9)).issuedBy(MIDDLE),
            MIDDLE),
        row(Verdict.INVALID, leaf().issuedBy(good), good, MIDDLE),
        row(Verdict.INVALID, leaf().key("RSA", 512).issuedBy(ROOT)),
        row(Verdict.INVALID, leaf().signedAs("MD5withRSA").issuedBy(rsaRoot())));
  }

  private static TestCertificate.Builder leaf() {
    return TestCertificate.named("CN=example.test").dns("example.test");
  }

  private static TestCertificate rsaRoot() {
    return RSA_ROOT;
  }

  private static final TestCertificate RSA_ROOT =
      TestCertificate.named("CN=RSA Root")
          .authority()
          .key("RSA", 2048)
          .signedAs("SHA256withRSA")
          .issue();

  private static Arguments row(Verdict expected, TestCertificate... served) {
    return Arguments.of(expected, Arrays.stream(served).map(TestCertificate::certificate).toList());
  }

  @ParameterizedTest
  @MethodSource("chains")
  void theChainIsJudged(Verdict expected, List<X509Certificate> served) {
    CertificateTrust trust =
        CertificateTrust.of(served.getFirst(), served, roots(ROOT, RSA_ROOT), NOW);
    assertEquals(expected, trust.verdict(), trust::detail);
  }

  private static Set<TrustAnchor> roots(TestCertificate... roots) {
    return Set.copyOf(
        Arrays.stream(roots).map(root -> new TrustAnchor(root.certificate(), null)).toList());
  }

  @Test
  void anExpiredTwinOfTheIssuerDoesNoHarm() {
    TestCertificate old =
        TestCertificate.named("CN=Middle")
            .authority()
            .valid(NOW.minusSeconds(9), NOW.minusSeconds(1))
            .issuedBy(ROOT);
    List<X509Certificate> served =
        Stream.of(leaf().issuedBy(MIDDLE), old, MIDDLE).map(TestCertificate::certificate).toList();
    assertEquals(
        Verdict.TRUSTED,
        CertificateTrust.of(served.getFirst(), served, roots(ROOT), NOW).verdict());
  }

  @Test
  void aHundredAuthoritiesOfOneNameDoNotKeepUsBusy() {
    List<X509Certificate> served = new ArrayList<>();
    TestCertificate last = STRANGER;
    for (int count = 0; count < 99; count++) {
      last = TestCertificate.named("CN=Stranger").authority().issuedBy(last);
      served.add(last.certificate());
    }
    served.addFirst(leaf().issuedBy(last).certificate());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertEquals(
                Verdict.INVALID,
                CertificateTrust.of(served.getFirst(), served, roots(ROOT), NOW).verdict()));
  }

  @Test
  void moreRootsComeFromPem() throws Exception {
    String pem = "a comment\n" + pem(ROOT) + pem(STRANGER);
    assertEquals(
        roots(ROOT, STRANGER, RSA_ROOT).size(),
        new TrustStore(roots(RSA_ROOT)).plus(pem).anchors().size());
  }

  @Test
  void faultsInPemAreNamedByLine() {
    TrustStore none = new TrustStore(Set.of());
    assertMessage("line 1: no", () -> none.plus("hello\n"));
    assertMessage(
        "line 3: not a certificate",
        () -> none.plus("\n\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    assertMessage(
        "line 2: the certificate has no end", () -> none.plus("\n-----BEGIN CERTIFICATE-----\n"));
  }

  private static void assertMessage(String start, org.junit.jupiter.api.function.Executable run) {
    String message = String.valueOf(assertThrows(CertificateException.class, run).getMessage());
    assertTrue(message.startsWith(start), message);
  }

  private static String pem(TestCertificate certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.der())
        + "\n-----END CERTIFICATE-----\n";
  }

  @Test
  void theRootsOfThisJavaAreThere() throws Exception {
    assertFalse(TrustStore.ofJdk().anchors().isEmpty());
  }
}
