package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.text.Untrusted;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Which certificate a TLSA record promises (RFC 6698, section 2.1).
 *
 * @param usage how the certificate is to be checked
 * @param selector which part of it counts
 * @param matching how the part is given
 * @param data the part, or its digest
 */
public record CertificateAssociation(
    Usage usage, Selector selector, Matching matching, byte[] data) {

  /** The certificate usages by their numbers, with the names of RFC 7218. */
  public enum Usage {
    /** An authority in a path that is trusted anyway. */
    PKIX_TA,
    /** The server's own certificate, at the end of a path that is trusted anyway. */
    PKIX_EE,
    /** An authority that is trusted because of the record. */
    DANE_TA,
    /** The server's own certificate, which is trusted because of the record. */
    DANE_EE
  }

  /** The selectors by their numbers. */
  public enum Selector {
    /** The whole certificate. */
    CERT,
    /** The public key with its algorithm. */
    SPKI
  }

  /** The matching types by their numbers. */
  public enum Matching {
    /** The part itself. */
    FULL,
    SHA_256,
    SHA_512
  }

  /** Copies the data. */
  public CertificateAssociation {
    data = data.clone();
  }

  @Override
  public byte[] data() {
    return data.clone();
  }

  /**
   * Reads a record.
   *
   * @param record USAGE SELECTOR MATCHING DATA, as in zone files
   * @throws IllegalArgumentException with half a sentence when nobody can use it, so that it counts
   *     as if it were not there (RFC 6698, section 4.1)
   */
  public static CertificateAssociation of(Untrusted record) {
    String[] fields = record.raw().split(" ", 4);
    if (fields.length < 4) {
      throw new IllegalArgumentException("it is incomplete");
    }
    CertificateAssociation association =
        new CertificateAssociation(
            one("usage", Usage.values(), fields[0]),
            one("selector", Selector.values(), fields[1]),
            one("matching type", Matching.values(), fields[2]),
            hex(fields[3]));
    association.requireSense();
    return association;
  }

  private static <T> T one(String what, T[] values, String number) {
    return IntStream.range(0, values.length)
        .filter(index -> number.equals(Integer.toString(index)))
        .mapToObj(index -> values[index])
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("its " + what + " is unknown"));
  }

  private static byte[] hex(String digits) {
    try {
      return HexFormat.of().parseHex(digits.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its data cannot be read", e);
    }
  }

  private void requireSense() {
    int length =
        switch (matching) {
          case FULL -> data.length;
          case SHA_256 -> 32;
          case SHA_512 -> 64;
        };
    if (data.length != length) {
      throw new IllegalArgumentException("its digest has the wrong length");
    }
    if (matching == Matching.FULL) {
      switch (selector) {
        case CERT -> certificate();
        case SPKI -> key();
      }
    }
  }

  private X509Certificate certificate() {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(data));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("its data is no certificate", e);
    }
  }

  private PublicKey key() {
    try {
      String algorithm =
          SubjectPublicKeyInfo.getInstance(data).getAlgorithm().getAlgorithm().getId();
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(data));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("its data is no public key", e);
    }
  }

  /** Whether the promise is kept by what was served. Names are not compared. */
  public boolean isKeptBy(JudgedChain served, Instant now) {
    X509Certificate leaf = served.chain().leaf().orElseThrow();
    return switch (usage) {
      case PKIX_TA -> served.trust().path().stream().skip(1).anyMatch(this::describes);
      case PKIX_EE -> !served.trust().path().isEmpty() && describes(leaf);
      case DANE_TA -> isVouchedFor(leaf, served.chain().readable(), now);
      case DANE_EE -> describes(leaf);
    };
  }

  /** Whether this is the certificate, or the key in it. */
  private boolean describes(X509Certificate certificate) {
    try {
      byte[] part =
          switch (selector) {
            case CERT -> certificate.getEncoded();
            case SPKI -> certificate.getPublicKey().getEncoded();
          };
      return Arrays.equals(
          data,
          switch (matching) {
            case FULL -> part;
            case SHA_256 -> MessageDigest.getInstance("SHA-256").digest(part);
            case SHA_512 -> MessageDigest.getInstance("SHA-512").digest(part);
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("what was parsed has an encoding, and Java has SHA-2", e);
    }
  }

  private boolean isVouchedFor(X509Certificate leaf, List<X509Certificate> served, Instant now) {
    return served.stream()
            .filter(certificate -> !certificate.equals(leaf) && describes(certificate))
            .anyMatch(root -> isTrusted(leaf, served, new TrustAnchor(root, null), now))
        || (matching == Matching.FULL && isVouchedForInAbsence(leaf, served, now));
  }

  /** An authority need not be served where the record has more of it than a digest. */
  private boolean isVouchedForInAbsence(
      X509Certificate leaf, List<X509Certificate> served, Instant now) {
    return switch (selector) {
      case CERT -> isTrusted(leaf, served, new TrustAnchor(certificate(), null), now);
      case SPKI -> {
        CertificatePath path = CertificatePath.upwards(leaf, served, Set.of(), now);
        X500Principal issuer = path.certificates().getLast().getIssuerX500Principal();
        yield CertificateTrust.validate(
                    path.certificates(), new TrustAnchor(issuer, key(), null), now)
                .verdict()
            == CertificateTrust.Verdict.TRUSTED;
      }
    };
  }

  private static boolean isTrusted(
      X509Certificate leaf, List<X509Certificate> served, TrustAnchor root, Instant now) {
    return CertificateTrust.of(leaf, served, Set.of(root), now).verdict()
        == CertificateTrust.Verdict.TRUSTED;
  }
}
