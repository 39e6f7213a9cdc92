package io.github.prosodyprobe.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;

/**
 * Shows a certificate to a server that asks for one, and signs with its key.
 *
 * @param chain the certificates in DER, the own one first
 * @param key its key: RSA, ECDSA on P-256, P-384 or P-521, or Ed25519
 */
public record ClientCredential(List<byte[]> chain, PrivateKey key) {

  private static final Duration VALIDITY = Duration.ofDays(2);

  /** Copies the chain. */
  public ClientCredential {
    chain = List.copyOf(chain);
  }

  /**
   * Makes a key and a certificate that nobody but itself vouches for.
   *
   * @param domain its dNSName, so that who signed it is all that is wrong with it
   * @param now the middle of its validity
   */
  public static ClientCredential selfSigned(String domain, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, domain).build();
      X509v3CertificateBuilder certificate =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(now.toEpochMilli()),
              Date.from(now.minus(VALIDITY)),
              Date.from(now.plus(VALIDITY)),
              name,
              pair.getPublic());
      certificate.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, domain)));
      byte[] encoded =
          certificate
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
              .getEncoded();
      return new ClientCredential(List.of(encoded), pair.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("every Java can make a certificate with P-256", e);
    }
  }

  /** The answer to a server's request. */
  TlsCredentials answer(CertificateRequest request, TlsContext context, LenientCrypto crypto)
      throws IOException {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        PrivateKeyFactory.createKey(key.getEncoded()),
        message(request, context, crypto),
        algorithm(request));
  }

  private Certificate message(CertificateRequest request, TlsContext context, LenientCrypto crypto)
      throws IOException {
    TlsCertificate[] certificates = new TlsCertificate[chain.size()];
    CertificateEntry[] entries = new CertificateEntry[chain.size()];
    for (int index = 0; index < entries.length; index++) {
      certificates[index] = crypto.createCertificate(chain.get(index));
      entries[index] = new CertificateEntry(certificates[index], null);
    }
    return TlsUtils.isTLSv13(context)
        ? new Certificate(request.getCertificateRequestContext(), entries)
        : new Certificate(certificates);
  }

  /** What the server says it can verify; the usual one where it names none that fits. */
  private SignatureAndHashAlgorithm algorithm(CertificateRequest request) {
    List<Integer> fitting = schemes();
    @SuppressWarnings({"JdkObsolete", "rawtypes"}) // Bouncy Castle's own type.
    Vector accepted = request.getSupportedSignatureAlgorithms();
    return fitting.stream()
        .map(SignatureScheme::getSignatureAndHashAlgorithm)
        .filter(algorithm -> accepted != null && accepted.contains(algorithm))
        .findFirst()
        .orElseGet(() -> SignatureScheme.getSignatureAndHashAlgorithm(fitting.getFirst()));
  }

  /** With what the key can sign under TLS 1.2 and 1.3 (RFC 8446, section 4.2.3). */
  private List<Integer> schemes() {
    return switch (key) {
      case RSAKey _ ->
          List.of(SignatureScheme.rsa_pss_rsae_sha256, SignatureScheme.rsa_pkcs1_sha256);
      case ECKey onCurve ->
          List.of(
              switch (onCurve.getParams().getOrder().bitLength()) {
                case 384 -> SignatureScheme.ecdsa_secp384r1_sha384;
                case 521 -> SignatureScheme.ecdsa_secp521r1_sha512;
                default -> SignatureScheme.ecdsa_secp256r1_sha256;
              });
      default -> List.of(SignatureScheme.ed25519);
    };
  }

  /** Shows nothing of the key. */
  @Override
  public String toString() {
    return chain.size() + " certificates and a key";
  }
}
