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
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a chain leads to a trusted root (RFC 5280, section 6), by Java's own path validation.
 *
 * <p>The certificates served may be used in any order, as clients do it. Revocation is not looked
 * up: that would ask third parties.
 *
 * @param verdict the answer
 * @param detail half a sentence for a person; may quote the certificates
 */
public record CertificateTrust(Verdict verdict, String detail) {

  /** The answers, with the words that stand in facts. */
  public enum Verdict {
    TRUSTED("trusted"),
    SELF_SIGNED("self-signed"),
    UNKNOWN_ISSUER("unknown-issuer"),
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
    Optional<CertificatePath> path = CertificatePath.find(leaf, served, roots, now);
    if (path.isPresent()) {
      return validate(path.get(), now);
    }
    if (CertificatePath.isIssuer(leaf, leaf)) {
      return new CertificateTrust(
          Verdict.SELF_SIGNED, "the certificate is signed with its own key");
    }
    return new CertificateTrust(
        Verdict.UNKNOWN_ISSUER,
        "no trusted root stands behind the certificates served; the server's own is from "
            + CertificateChain.text(leaf.getIssuerX500Principal()));
  }

  private static CertificateTrust validate(CertificatePath path, Instant now) {
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(path.root()));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(path.certificates()),
              parameters);
      return new CertificateTrust(Verdict.TRUSTED, "the chain leads to a trusted root");
    } catch (CertPathValidatorException e) {
      return new CertificateTrust(verdict(e.getReason()), String.valueOf(e.getMessage()));
    } catch (CertificateException e) {
      return new CertificateTrust(Verdict.INVALID, String.valueOf(e.getMessage()));
    } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java validates paths", e);
    }
  }

  private static Verdict verdict(CertPathValidatorException.Reason reason) {
    if (reason == BasicReason.EXPIRED) {
      return Verdict.EXPIRED;
    }
    return reason == BasicReason.NOT_YET_VALID ? Verdict.NOT_YET_VALID : Verdict.INVALID;
  }
}
