package io.github.prosodyprobe.tls;

import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * Whether a chain leads to a trusted root (RFC 5280, section 6), by Java's own path validation.
 *
 * <p>The certificates served may be used in any order, as clients do it. Revocation is not looked
 * up: that would ask third parties.
 *
 * @param verdict the answer
 * @param detail half a sentence for a person; may quote the certificates
 * @param path from the server's own certificate up to the trusted root, both included; empty where
 *     the verdict is not {@link Verdict#TRUSTED}
 */
public record CertificateTrust(Verdict verdict, String detail, List<X509Certificate> path) {

  /** The answers, with the words that stand in facts. */
  public enum Verdict {
    TRUSTED("trusted"),
    /** The server's own certificate is signed with its own key. */
    SELF_SIGNED("self-signed"),
    /** The chain is complete up to a root, which nobody trusts. */
    UNKNOWN_ISSUER("unknown-issuer"),
    /**
     * The chain ends before a root: an intermediate certificate is missing, or the root is private
     * and was not served. Which of them cannot be known without fetching the issuer's certificate.
     */
    INCOMPLETE("incomplete"),
    EXPIRED("expired"),
    NOT_YET_VALID("not-yet-valid"),
    INVALID("invalid");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    /** The word in facts. */
    public String word() {
      return word;
    }
  }

  /** Copies the path. */
  public CertificateTrust {
    path = List.copyOf(path);
  }

  private static CertificateTrust refused(Verdict verdict, String detail) {
    return new CertificateTrust(verdict, detail, List.of());
  }

  /**
   * Judges a chain.
   *
   * @param leaf the server's own certificate
   * @param served all certificates served, in any order
   * @param roots the roots that are trusted
   * @param now the moment to judge for
   */
  public static CertificateTrust of(
      X509Certificate leaf, List<X509Certificate> served, Set<TrustAnchor> roots, Instant now) {
    CertificatePath path = CertificatePath.upwards(leaf, served, roots, now);
    if (path.root().isPresent()) {
      return validate(path.certificates(), path.root().get(), now);
    }
    if (CertificatePath.isIssuer(leaf, leaf)) {
      return refused(Verdict.SELF_SIGNED, "the certificate is signed with its own key");
    }
    if (path.certificates().size() > CertificatePath.LONGEST) {
      return refused(
          Verdict.INVALID,
          "no trusted root within " + CertificatePath.LONGEST + " steps from the certificate");
    }
    return withoutRoot(path.certificates().getLast(), served);
  }

  private static CertificateTrust withoutRoot(X509Certificate last, List<X509Certificate> served) {
    if (served.stream().anyMatch(other -> CertificatePath.isIssuer(other, last))) {
      return refused(
          Verdict.UNKNOWN_ISSUER,
          "the chain ends with "
              + CertificateChain.text(last.getIssuerX500Principal())
              + ", which is not trusted");
    }
    return refused(
        Verdict.INCOMPLETE,
        "the chain ends before a root: the certificate of "
            + CertificateChain.text(last.getIssuerX500Principal())
            + " was neither served nor is it trusted"
            + CertificateExtensions.issuerAddress(last)
                .map(address -> "; it should be found at " + address)
                .orElse(""));
  }

  /**
   * Validates a path that was found.
   *
   * @param certificates the server's own first; each is issued by the next, the last by the root
   */
  static CertificateTrust validate(
      List<X509Certificate> certificates, TrustAnchor root, Instant now) {
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(root));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(certificates), parameters);
      return new CertificateTrust(
          Verdict.TRUSTED, "the chain leads to a trusted root", withRoot(certificates, root));
    } catch (CertPathValidatorException e) {
      return refused(verdict(e.getReason()), String.valueOf(e.getMessage()));
    } catch (CertificateException e) {
      return refused(Verdict.INVALID, String.valueOf(e.getMessage()));
    } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java validates paths", e);
    }
  }

  private static List<X509Certificate> withRoot(
      List<X509Certificate> certificates, TrustAnchor root) {
    List<X509Certificate> path = new ArrayList<>(certificates);
    X509Certificate top = root.getTrustedCert();
    if (top != null && !path.contains(top)) {
      path.add(top);
    }
    return path;
  }

  private static Verdict verdict(CertPathValidatorException.Reason reason) {
    if (reason == BasicReason.EXPIRED) {
      return Verdict.EXPIRED;
    }
    return reason == BasicReason.NOT_YET_VALID ? Verdict.NOT_YET_VALID : Verdict.INVALID;
  }
}
