package io.github.prosodyprobe.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalInt;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateChainTest {

  private static final TestCertificate ROOT = TestCertificate.root("CN=Root");
  private static final TestCertificate MIDDLE =
      TestCertificate.named("CN=Middle").authority().issuedBy(ROOT);
  private static final TestCertificate LEAF =
      TestCertificate.named("CN=example.test").issuedBy(MIDDLE);

  private static CertificateChain chain(TestCertificate... certificates) {
    return CertificateChain.of(List.of(certificates).stream().map(TestCertificate::der).toList());
  }

  @Test
  void orderIsJudgedByTheIssuers() {
    assertTrue(chain(LEAF).isOrdered());
    assertTrue(chain(LEAF, MIDDLE, ROOT).isOrdered());
    assertFalse(chain(LEAF, ROOT, MIDDLE).isOrdered());
    assertFalse(chain(LEAF, LEAF, MIDDLE).isOrdered());
  }

  @Test
  void garbageIsKeptApart() {
    CertificateChain chain =
        CertificateChain.of(List.of(LEAF.der(), "garbage".getBytes(StandardCharsets.UTF_8)));
    assertTrue(chain.leaf().isPresent());
    assertFalse(chain.isReadable());
    assertTrue(CertificateChain.of(List.of(new byte[] {0x30})).leaf().isEmpty());
    assertTrue(CertificateChain.of(List.of()).leaf().isEmpty());
  }

  @Test
  void weakSignaturesCountBelowTheRoot() {
    TestCertificate oldRoot =
        TestCertificate.named("CN=Old").authority().signedAs("SHA1withECDSA").issue();
    assertFalse(chain(TestCertificate.named("CN=a").issuedBy(oldRoot), oldRoot).hasWeakSignature());
    assertTrue(
        chain(TestCertificate.named("CN=a").signedAs("SHA1withECDSA").issuedBy(ROOT))
            .hasWeakSignature());
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, 1024, SHA256withRSA, RSA, 1024, 80",
    "RSA, 2048, SHA1withRSA, RSA, 2048, 112",
    "RSA, 3072, SHA256withRSAandMGF1, RSA, 3072, 128",
    "EC, 256, SHA256withECDSA, EC, 256, 128",
    "EC, 384, SHA384withECDSA, EC, 384, 192",
    "EC, 521, SHA512withECDSA, EC, 521, 256",
    "Ed25519, 0, Ed25519, Ed25519, 256, 128",
    "Ed448, 0, Ed448, Ed448, 456, 224"
  })
  void keysAreMeasured(
      String type, int size, String signature, String word, int bits, int strength) {
    TestCertificate certificate =
        TestCertificate.named("CN=a").key(type, size).signedAs(signature).issue();
    assertEquals(
        new CertificateKey(word, OptionalInt.of(bits), OptionalInt.of(strength)),
        CertificateKey.of(certificate.certificate().getPublicKey()));
    assertEquals(
        signature.contains("SHA1"), CertificateSignature.isWeak(certificate.certificate()));
  }

  @Test
  void anUnlistedKeyHasNoStrength() {
    TestCertificate certificate =
        TestCertificate.named("CN=a").key("ML-DSA", 0).signedAs("ML-DSA-65").issue();
    CertificateKey key = CertificateKey.of(certificate.certificate().getPublicKey());
    assertEquals("ML-DSA", key.type());
    assertTrue(key.strength().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "EC, 256, SHA1withECDSA, SHA-256",
    "EC, 256, SHA384withECDSA, SHA-384",
    "RSA, 2048, SHA512withRSAandMGF1, SHA-512"
  })
  void theEndPointIsHashedAsTheSignatureIs(String type, int size, String signature, String hash)
      throws Exception {
    TestCertificate certificate =
        TestCertificate.named("CN=a").key(type, size).signedAs(signature).issue();
    assertArrayEquals(
        MessageDigest.getInstance(hash).digest(certificate.der()),
        CertificateSignature.endPoint(certificate.certificate()).orElseThrow());
  }

  @Test
  void thereIsNoEndPointForEdwardsCurves() {
    TestCertificate certificate =
        TestCertificate.named("CN=a").key("Ed25519", 0).signedAs("Ed25519").issue();
    assertTrue(CertificateSignature.endPoint(certificate.certificate()).isEmpty());
  }

  @Test
  void absurdNamesAreNotWrittenOut() {
    X500Principal absurd = new X500Principal("CN=" + "a".repeat(100_000));
    assertEquals("a name of 100025 bytes", CertificateChain.text(absurd));
    assertEquals("CN=a", CertificateChain.text(new X500Principal("CN=a")));
  }
}
