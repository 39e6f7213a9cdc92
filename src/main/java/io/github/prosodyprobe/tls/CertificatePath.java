package io.github.prosodyprobe.tls;

import java.security.GeneralSecurityException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way up from a server's certificate, to a trusted root or to where it ends without one.
 *
 * <p>It is found by going up without ever going back: Java's own builder tries all ways, and a
 * hundred certificates that sign each other would keep it busy for hours.
 *
 * @param certificates the server's own first, a trusted root left out; more than {@link #LONGEST}
 *     where it was given up
 * @param root the root that issued the last of them
 */
record CertificatePath(List<X509Certificate> certificates, Optional<TrustAnchor> root) {

  /** Certificates between here and a root that are followed. */
  static final int LONGEST = 12;

  /** Copies the certificates. */
  CertificatePath {
    certificates = List.copyOf(certificates);
  }

  /** Goes from certificate to issuer until a root is reached; prefers issuers valid at the time. */
  static CertificatePath upwards(
      X509Certificate leaf, List<X509Certificate> served, Set<TrustAnchor> roots, Instant when) {
    List<X509Certificate> candidates = new ArrayList<>(served);
    candidates.sort(Comparator.comparing(certificate -> isValid(certificate, when) ? 0 : 1));
    List<X509Certificate> path = new ArrayList<>(List.of(leaf));
    while (path.size() <= LONGEST) {
      X509Certificate last = path.getLast();
      Optional<TrustAnchor> root =
          roots.stream().filter(anchor -> isRootOf(last, anchor.getTrustedCert())).findFirst();
      if (root.isPresent()) {
        return new CertificatePath(path, root);
      }
      Optional<X509Certificate> issuer =
          candidates.stream()
              .filter(candidate -> !path.contains(candidate) && isIssuer(candidate, last))
              .findFirst();
      if (issuer.isEmpty()) {
        break;
      }
      path.add(issuer.get());
    }
    return new CertificatePath(path, Optional.empty());
  }

  private static boolean isRootOf(X509Certificate certificate, X509Certificate root) {
    return root.equals(certificate) || isIssuer(root, certificate);
  }

  /** Whether one certificate's name and key are the issuer's of another. */
  static boolean isIssuer(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      // The same name with another key.
      return false;
    }
  }

  private static boolean isValid(X509Certificate certificate, Instant when) {
    Date date = Date.from(when);
    return !date.before(certificate.getNotBefore()) && !date.after(certificate.getNotAfter());
  }
}
