package io.github.prosodyprobe.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The algorithm with which a certificate is signed, and the hash in it. */
public final class CertificateSignature {

  private static final Pattern HASH_IN_NAME = Pattern.compile("^(MD2|MD5|SHA1|SHA\\d+)WITH.*");
  private static final Set<String> BROKEN = Set.of("MD2", "MD5", "SHA1");

  private CertificateSignature() {}

  /** The algorithm's name as Java writes it, such as {@code SHA256withRSA}, or its OID. */
  public static String name(X509Certificate certificate) {
    return certificate.getSigAlgName();
  }

  /** Whether the signature rests on MD2, MD5 or SHA-1. */
  public static boolean isWeak(X509Certificate certificate) {
    return hash(certificate).filter(BROKEN::contains).isPresent();
  }

  /**
   * The channel-binding data {@code tls-server-end-point}; nothing for signatures that have no
   * separate hash, such as Ed25519, for which it is not defined (RFC 5929, section 4.1).
   */
  static Optional<byte[]> endPoint(X509Certificate certificate) {
    return hash(certificate)
        .map(hash -> BROKEN.contains(hash) ? "SHA-256" : hash.replaceFirst("^SHA(?=\\d)", "SHA-"))
        .flatMap(hash -> digest(hash, certificate));
  }

  private static Optional<byte[]> digest(String hash, X509Certificate certificate) {
    try {
      return Optional.of(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
    } catch (GeneralSecurityException _) {
      // A hash that this Java does not know.
      return Optional.empty();
    }
  }

  private static Optional<String> hash(X509Certificate certificate) {
    if (certificate.getSigAlgName().equals("RSASSA-PSS")) {
      return pssHash(certificate.getSigAlgParams());
    }
    Matcher name = HASH_IN_NAME.matcher(certificate.getSigAlgName().toUpperCase(Locale.ROOT));
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  private static Optional<String> pssHash(byte[] parameters) {
    try {
      AlgorithmParameters pss = AlgorithmParameters.getInstance("RSASSA-PSS");
      pss.init(parameters);
      String hash = pss.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
      return Optional.of(hash.replace("-", "").toUpperCase(Locale.ROOT));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has RSASSA-PSS since 11", e);
    } catch (IOException | GeneralSecurityException _) {
      // Parameters that are none; then the hash cannot be told.
      return Optional.empty();
    }
  }
}
