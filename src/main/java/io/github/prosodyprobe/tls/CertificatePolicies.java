package io.github.prosodyprobe.tls;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * Tells paths apart whose policy tree (RFC 5280, section 6.1.2) would keep Java's validation busy
 * for hours: each certificate of a path can multiply the nodes of the one above it.
 */
final class CertificatePolicies {

  private static final String POLICIES = "2.5.29.32";
  private static final String MAPPINGS = "2.5.29.33";

  /** In a whole path; all that is met in practice is a handful between two hierarchies. */
  private static final int MOST_MAPPINGS = 32;

  private CertificatePolicies() {}

  /** Whether the tree stays small. */
  static boolean areFew(List<X509Certificate> path) {
    return path.stream().mapToInt(CertificatePolicies::mappings).sum() <= MOST_MAPPINGS
        && path.stream().noneMatch(CertificatePolicies::repeats);
  }

  private static int mappings(X509Certificate certificate) {
    return CertificateExtensions.read(
            certificate, MAPPINGS, 0, value -> ASN1Sequence.getInstance(value).size())
        .orElse(0);
  }

  /** RFC 5280, section 4.2.1.4 forbids it. */
  private static boolean repeats(X509Certificate certificate) {
    return CertificateExtensions.read(certificate, POLICIES, false, CertificatePolicies::repeats)
        .orElse(false);
  }

  private static boolean repeats(ASN1Primitive policies) {
    ASN1Sequence all = ASN1Sequence.getInstance(policies);
    long distinct =
        Arrays.stream(all.toArray())
            .map(policy -> ASN1Sequence.getInstance(policy).getObjectAt(0))
            .distinct()
            .count();
    return distinct < all.size();
  }
}
