package io.github.prosodyprobe.tls;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate chain as it was served.
 *
 * @param encodings what came, the server's own certificate first; should be DER
 * @param certificates the same, where it could be read
 */
public record CertificateChain(
    List<byte[]> encodings, List<Optional<X509Certificate>> certificates) {

  /** Longest encoded name that is written out; a chain may bring names of a quarter megabyte. */
  private static final int LONGEST_NAME = 2_048;

  /** Copies the lists. */
  public CertificateChain {
    encodings = List.copyOf(encodings);
    certificates = List.copyOf(certificates);
  }

  /** Reads what can be read. */
  public static CertificateChain of(List<byte[]> encodings) {
    return new CertificateChain(encodings, encodings.stream().map(CertificateChain::read).toList());
  }

  private static Optional<X509Certificate> read(byte[] encoding) {
    try {
      return CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoding))
              instanceof X509Certificate certificate
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (CertificateException _) {
      // Whoever asks for it learns that it is not there.
      return Optional.empty();
    }
  }

  /** The server's own certificate, if it could be read. */
  public Optional<X509Certificate> leaf() {
    return certificates.isEmpty() ? Optional.empty() : certificates.getFirst();
  }

  /** Those that could be read. */
  public List<X509Certificate> readable() {
    return certificates.stream().flatMap(Optional::stream).toList();
  }

  /** Whether every certificate could be read. */
  public boolean isReadable() {
    return certificates.stream().allMatch(Optional::isPresent);
  }

  /** Whether each certificate is followed by its issuer's, judged by the names. */
  public boolean isOrdered() {
    List<X509Certificate> all = readable();
    for (int index = 1; index < all.size(); index++) {
      X500Principal issuer = all.get(index - 1).getIssuerX500Principal();
      if (!issuer.equals(all.get(index).getSubjectX500Principal())) {
        return false;
      }
    }
    return true;
  }

  /** Whether a certificate other than a root is signed over MD2, MD5 or SHA-1. */
  public boolean hasWeakSignature() {
    return readable().stream()
        .filter(certificate -> !isSelfIssued(certificate))
        .anyMatch(CertificateSignature::isWeak);
  }

  static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
  }

  /** SHA-256 over the server's own certificate, in lower-case hex; empty if there is none. */
  public Optional<String> fingerprint() {
    return encodings.stream().findFirst().map(CertificateChain::sha256);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A distinguished name as text (RFC 2253), or its size where it is absurdly long. */
  public static String text(X500Principal name) {
    int size = Objects.requireNonNull(name.getEncoded()).length;
    return size > LONGEST_NAME
        ? "a name of " + size + " bytes"
        : name.getName(X500Principal.RFC2253);
  }
}
