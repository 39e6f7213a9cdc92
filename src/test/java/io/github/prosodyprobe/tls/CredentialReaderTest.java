package io.github.prosodyprobe.tls;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.tls.CredentialException.Part;
import java.io.IOException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialReaderTest {

  private static final TestCertificate ROOT = TestCertificate.root("CN=Root");
  private static final TestCertificate ELLIPTIC = peer("EC", 256);
  private static final String CHAIN = pem("CERTIFICATE", ELLIPTIC.der());

  static Stream<Arguments> keys() {
    return Stream.of(
        argumentSet("RSA", peer("RSA", 2048), "RSA PRIVATE KEY"),
        argumentSet("P-256", ELLIPTIC, "EC PRIVATE KEY"),
        argumentSet("P-384", peer("EC", 384), "EC PRIVATE KEY"),
        argumentSet("P-521", peer("EC", 521), "EC PRIVATE KEY"),
        argumentSet("Ed25519", peer("Ed25519", 0), ""));
  }

  /** PKCS#8 and the algorithm's own form, under both versions of TLS. */
  @ParameterizedTest
  @MethodSource("keys")
  void whatIsReadCanBeShown(TestCertificate own, String traditional) throws Exception {
    String chain = pem("CERTIFICATE", own.der()) + pem("CERTIFICATE", ROOT.der());
    ClientCredential read = CredentialReader.read(chain, pem("PRIVATE KEY", encoded(own)));
    for (Version version : Version.values()) {
      assertEquals(List.of(own.certificate(), ROOT.certificate()), shown(read, version));
    }
    if (!traditional.isEmpty()) {
      // The reader itself holds the key against the certificate.
      assertDoesNotThrow(() -> CredentialReader.read(chain, traditional(own, traditional)));
    }
  }

  static Stream<Arguments> faults() throws IOException {
    String key = pem("PRIVATE KEY", encoded(ELLIPTIC));
    return Stream.of(
        argumentSet("no certificate", "", key, Part.CERTIFICATE, "no certificate"),
        argumentSet(
            "broken certificate",
            CHAIN + pem("CERTIFICATE", new byte[] {1, 2}),
            key,
            Part.CERTIFICATE,
            "certificate 2"),
        argumentSet("no key", CHAIN, CHAIN, Part.KEY, "no private key"),
        argumentSet("key without end", CHAIN, key.substring(0, 60), Part.KEY, "no private key"),
        argumentSet(
            "encrypted",
            CHAIN,
            pem("ENCRYPTED PRIVATE KEY", encoded(ELLIPTIC)),
            Part.KEY,
            "encrypted"),
        argumentSet(
            "encrypted as it used to be",
            CHAIN,
            key.replace("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\n\n"),
            Part.KEY,
            "encrypted"),
        argumentSet(
            "no base64",
            CHAIN,
            key.replace("KEY-----\nM", "KEY-----\n*"),
            Part.KEY,
            "cannot be read"),
        argumentSet(
            "no ASN.1",
            CHAIN,
            pem("EC PRIVATE KEY", new byte[] {5, 0}),
            Part.KEY,
            "cannot be read"),
        argumentSet(
            "another's key",
            CHAIN,
            pem("PRIVATE KEY", encoded(peer("EC", 256))),
            Part.KEY,
            "not the key"),
        argumentSet(
            "key of another kind",
            CHAIN,
            pem("PRIVATE KEY", encoded(peer("RSA", 2048))),
            Part.KEY,
            "not the key"),
        argumentSet(
            "useless kind",
            CHAIN,
            pem("PRIVATE KEY", encoded(peer("Ed448", 0))),
            Part.KEY,
            "of this kind"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsNamedWithoutWhatIsInTheFile(String chain, String key, Part part, String words) {
    CredentialException fault =
        assertThrows(CredentialException.class, () -> CredentialReader.read(chain, key));
    assertAll(
        () -> assertEquals(part, fault.part()),
        () -> assertTrue(String.valueOf(fault.getMessage()).contains(words), fault::toString),
        () -> assertNull(fault.getCause(), "the decoder's message may quote the key"));
  }

  @Test
  void theKeyIsNeverShown() throws Exception {
    TestCertificate own = peer("RSA", 2048);
    String text =
        CredentialReader.read(pem("CERTIFICATE", own.der()), pem("PRIVATE KEY", encoded(own)))
            .toString();
    assertEquals("1 certificates and a key", text);
  }

  private enum Flaw {
    NONE(""),
    OTHER_NAME("not for other.test"),
    ONLY_COMMON_NAME("only its common name"),
    EXPIRED("expired"),
    STRANGER("incomplete");

    private final String words;

    Flaw(String words) {
      this.words = words;
    }
  }

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void aCertificateThatServersWouldRefuseIsRefusedHere(Flaw flaw) {
    TestCertificate own =
        flaw == Flaw.ONLY_COMMON_NAME
            ? TestCertificate.named("CN=peer.test").issuedBy(ROOT)
            : ELLIPTIC;
    ClientCredential credential = new ClientCredential(List.of(own.der()), own.key());
    String domain = flaw == Flaw.OTHER_NAME ? "other.test" : "peer.test";
    Set<TrustAnchor> roots =
        flaw == Flaw.STRANGER ? Set.of() : Set.of(new TrustAnchor(ROOT.certificate(), null));
    Instant now =
        flaw == Flaw.EXPIRED ? Instant.parse("2027-06-01T00:00:00Z") : TestCertificate.NOW;
    String refusal = "";
    try {
      OwnCertificate.requireValid(credential, domain, roots, now);
    } catch (CredentialException e) {
      assertEquals(Part.CERTIFICATE, e.part());
      refusal = String.valueOf(e.getMessage());
    }
    assertTrue(refusal.contains(flaw.words), refusal);
    assertEquals(flaw == Flaw.NONE, refusal.isEmpty());
  }

  @Test
  void aCertificateIsForClientsUnlessItsPurposesLeaveThemOut() {
    assertFalse(OwnCertificate.isForClients(purposes(KeyPurposeId.id_kp_serverAuth)));
    assertTrue(OwnCertificate.isForClients(purposes()));
    assertTrue(OwnCertificate.isForClients(purposes(KeyPurposeId.anyExtendedKeyUsage)));
    assertTrue(
        OwnCertificate.isForClients(
            purposes(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth)));
  }

  private static List<String> purposes(KeyPurposeId... purposes) {
    TestCertificate.Builder builder = TestCertificate.named("CN=peer.test").dns("peer.test");
    List.of(purposes).forEach(builder::purpose);
    TestCertificate own = builder.issuedBy(ROOT);
    return OwnCertificate.purposes(new ClientCredential(List.of(own.der()), own.key()));
  }

  private static List<X509Certificate> shown(ClientCredential own, Version version)
      throws Exception {
    CompletableFuture<List<X509Certificate>> shown = new CompletableFuture<>();
    TestTlsServer tls =
        TestTlsServer.with(TestCertificate.named("CN=example.test").dns("example.test").issue())
            .askingForAnyCertificate();
    try (ScriptedServer server =
        ScriptedServer.playing(
            tls.then(
                peer -> {
                  shown.complete(TestTlsServer.shownBy(peer));
                  peer.listen();
                }))) {
      var context = TestContexts.of(Listener.S2S_DIRECT, server.address());
      Offer offer = new Offer("example.test", Set.of(version), "xmpp-server", Optional.of(own));
      try (TlsWire inside = CompleteHandshake.over(context.connect(), offer)) {
        inside.write(new byte[] {' '}); // The last flight of TLS 1.3 goes with it.
        return shown.orTimeout(10, TimeUnit.SECONDS).join();
      }
    }
  }

  private static TestCertificate peer(String type, int size) {
    return TestCertificate.named("CN=peer.test").dns("peer.test").key(type, size).issuedBy(ROOT);
  }

  private static byte[] encoded(TestCertificate own) {
    return own.key().getEncoded();
  }

  private static String traditional(TestCertificate own, String label) throws IOException {
    var key = PrivateKeyInfo.getInstance(encoded(own));
    if (label.startsWith("RSA")) {
      return pem(label, key.parsePrivateKey().toASN1Primitive().getEncoded());
    }
    var curve = key.getPrivateKeyAlgorithm().getParameters();
    var bare = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(key.parsePrivateKey());
    int bits = ((java.security.interfaces.ECKey) own.key()).getParams().getOrder().bitLength();
    byte[] complete =
        new org.bouncycastle.asn1.sec.ECPrivateKey(bits, bare.getKey(), curve).getEncoded();
    // As openssl writes it, with the curve once more in front.
    return pem("EC PARAMETERS", curve.toASN1Primitive().getEncoded()) + pem(label, complete);
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
