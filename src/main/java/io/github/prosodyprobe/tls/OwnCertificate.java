package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.tls.CertificateIdentity.Service;
import io.github.prosodyprobe.tls.CredentialException.Part;
import java.security.cert.CertificateParsingException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Looks at a certificate of the operator's as a server would: what is refused for the fault of the
 * certificate says nothing about the server.
 */
public final class OwnCertificate {

  private static final Set<String> FOR_CLIENTS =
      Set.of("any", "clientAuth", "2.5.29.37.0"); // The last is anyExtendedKeyUsage.

  private OwnCertificate() {}

  /**
   * Demands that a certificate is valid for a domain.
   *
   * @param domain in its ASCII form
   * @throws CredentialException with {@link Part#CERTIFICATE} when it is not
   */
  public static void requireValid(
      ClientCredential credential, String domain, Set<TrustAnchor> roots, Instant now)
      throws CredentialException {
    CertificateChain chain = CertificateChain.of(credential.chain());
    X509Certificate own = chain.leaf().orElseThrow();
    requireName(own, domain);
    CertificateTrust trust = CertificateTrust.of(own, chain.readable(), roots, now);
    switch (trust.verdict()) {
      case TRUSTED -> {}
      case EXPIRED, NOT_YET_VALID ->
          throw new CredentialException(
              Part.CERTIFICATE,
              "the certificate is " + trust.verdict().word(),
              "Every server would refuse it; give the current one.");
      case SELF_SIGNED, INCOMPLETE, UNKNOWN_ISSUER, INVALID ->
          throw new CredentialException(
              Part.CERTIFICATE,
              "the certificate is not to be trusted: " + trust.verdict().word(),
              "Put the certificates in between behind it, and name an authority of your own with"
                  + " --trust.");
    }
  }

  private static void requireName(X509Certificate own, String domain) throws CredentialException {
    CertificateIdentity identity;
    try {
      identity = CertificateIdentity.find(CertificateNames.of(own), domain, Service.SERVER);
    } catch (CertificateParsingException _) {
      throw new CredentialException(
          Part.CERTIFICATE,
          "the names in the certificate cannot be read",
          "Check it: openssl x509 -in FILE -noout -ext subjectAltName");
    }
    switch (identity) {
      case DNS, SRV, XMPP_ADDRESS -> {}
      case COMMON_NAME, NONE ->
          throw new CredentialException(
              Part.CERTIFICATE,
              "the certificate is not for "
                  + domain
                  + (identity == CertificateIdentity.COMMON_NAME
                      ? ": only its common name is, which no longer counts (RFC 9525)"
                      : ""),
              "Give a certificate with that name, or the domain that it is for.");
    }
  }

  /**
   * What the certificate may be used for, as {@link CertificatePurposes} says it.
   *
   * @throws IllegalArgumentException when that cannot be read
   */
  public static List<String> purposes(ClientCredential credential) {
    try {
      return CertificatePurposes.of(
          CertificateChain.of(credential.chain())
              .leaf()
              .orElseThrow(IllegalArgumentException::new));
    } catch (CertificateParsingException e) {
      throw new IllegalArgumentException("a certificate with unreadable purposes", e);
    }
  }

  /** Whether the purposes keep nobody from using it as a client. */
  public static boolean isForClients(List<String> purposes) {
    return purposes.stream().anyMatch(FOR_CLIENTS::contains);
  }
}
