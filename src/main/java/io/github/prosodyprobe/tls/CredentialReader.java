package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.tls.CredentialException.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Reads a certificate chain and its key from text (RFC 7468): PKCS#8, PKCS#1 and SEC 1, not
 * encrypted.
 */
public final class CredentialReader {

  private static final Set<String> KEYS =
      Set.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY");

  private static final String SUPPORTED =
      "Give a key of RSA, of ECDSA on P-256, P-384 or P-521, or of Ed25519.";
  private static final byte[] SAMPLE = {1, 2, 3};

  private CredentialReader() {}

  /**
   * Reads both.
   *
   * @param chain the own certificate first, then those that lead to a root
   * @param key the key, perhaps with other things around it
   * @throws CredentialException when one cannot be read, or the key is another certificate's
   */
  public static ClientCredential read(String chain, String key) throws CredentialException {
    List<X509Certificate> certificates = certificates(chain);
    PrivateKey own = key(key);
    if (!fits(own, certificates.getFirst())) {
      throw new CredentialException(
          Part.KEY,
          "this is not the key of the first certificate",
          "Give the key that the certificate was issued for, and put that certificate first.");
    }
    try {
      List<byte[]> encodings = new ArrayList<>();
      for (X509Certificate certificate : certificates) {
        encodings.add(certificate.getEncoded());
      }
      return new ClientCredential(encodings, own);
    } catch (CertificateException e) {
      throw new IllegalStateException("what was just decoded can be encoded", e);
    }
  }

  private static List<X509Certificate> certificates(String pem) throws CredentialException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemBlock block : PemBlock.in(pem)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(block, certificates.size() + 1));
      }
    }
    if (certificates.isEmpty()) {
      throw new CredentialException(
          Part.CERTIFICATE,
          "there is no certificate in it",
          "Give the certificate and those that lead to a root, in PEM (BEGIN CERTIFICATE).");
    }
    return certificates;
  }

  private static X509Certificate certificate(PemBlock block, int number)
      throws CredentialException {
    try {
      byte[] content = block.content().orElseThrow(CertificateException::new);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(content));
    } catch (CertificateException _) {
      throw new CredentialException(
          Part.CERTIFICATE,
          "certificate " + number + " in it cannot be read",
          "Check it: openssl x509 -in FILE -noout -text");
    }
  }

  private static PrivateKey key(String pem) throws CredentialException {
    PemBlock block =
        PemBlock.in(pem).stream()
            .filter(it -> KEYS.contains(it.label()))
            .findFirst()
            .orElseThrow(
                () ->
                    new CredentialException(
                        Part.KEY,
                        "there is no private key in it",
                        "Give the key in PEM (BEGIN PRIVATE KEY)."));
    if (block.headers() || block.label().startsWith("ENCRYPTED")) {
      throw new CredentialException(
          Part.KEY,
          "the key is encrypted, and nobody can be asked for the passphrase",
          "Make a copy without it: (umask 077; openssl pkey -in FILE -out COPY)");
    }
    PrivateKeyInfo info;
    try {
      info = info(block.label(), block.content().orElseThrow(IOException::new));
    } catch (IOException | RuntimeException _) {
      // The messages of decoders may quote what they could not decode.
      throw new CredentialException(
          Part.KEY, "the key cannot be read", "Check it: openssl pkey -in FILE -noout");
    }
    try {
      return KeyFactory.getInstance(algorithm(info))
          .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (GeneralSecurityException | IOException _) {
      throw new CredentialException(Part.KEY, "a key of this kind cannot be used", SUPPORTED);
    }
  }

  private static PrivateKeyInfo info(String label, byte[] content) throws IOException {
    return switch (label) {
      case "RSA PRIVATE KEY" ->
          info(
              PKCSObjectIdentifiers.rsaEncryption,
              DERNull.INSTANCE,
              org.bouncycastle.asn1.pkcs.RSAPrivateKey.getInstance(content));
      case "EC PRIVATE KEY" -> {
        ECPrivateKey key = ECPrivateKey.getInstance(content);
        yield info(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject(), key);
      }
      default -> PrivateKeyInfo.getInstance(content);
    };
  }

  private static PrivateKeyInfo info(
      ASN1ObjectIdentifier algorithm, ASN1Encodable parameters, ASN1Encodable key)
      throws IOException {
    return new PrivateKeyInfo(new AlgorithmIdentifier(algorithm, parameters), key);
  }

  /** Java's name of the algorithm; empty for one that cannot be used in a handshake. */
  private static String algorithm(PrivateKeyInfo info) {
    ASN1ObjectIdentifier identifier = info.getPrivateKeyAlgorithm().getAlgorithm();
    if (identifier.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "RSA";
    }
    if (identifier.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return "EC";
    }
    return identifier.equals(EdECObjectIdentifiers.id_Ed25519) ? "Ed25519" : "";
  }

  /** Signs something and looks whether the certificate's key takes it. */
  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    try {
      Signature signature =
          Signature.getInstance(
              switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> "Ed25519";
              });
      signature.initSign(key);
      signature.update(SAMPLE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(SAMPLE);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
