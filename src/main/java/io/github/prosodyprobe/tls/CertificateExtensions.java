package io.github.prosodyprobe.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;

/**
 * What a certificate says of logs and of revocation; empty where its extension cannot be read.
 *
 * @param timestamps signed certificate timestamps within (RFC 6962, section 3.3)
 * @param ocspResponder whether an OCSP responder is named (RFC 5280, section 4.2.2.1)
 * @param mustStaple whether an OCSP response is promised in each handshake (RFC 7633)
 */
public record CertificateExtensions(
    Optional<Integer> timestamps, Optional<Boolean> ocspResponder, Optional<Boolean> mustStaple) {

  private static final String TIMESTAMP_LIST = "1.3.6.1.4.1.11129.2.4.2";
  private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

  /** The number of the TLS extension status_request (RFC 6066, section 8). */
  private static final int STATUS_REQUEST = 5;

  /** Reads the extensions of a certificate. */
  public static CertificateExtensions of(X509Certificate certificate) {
    return new CertificateExtensions(
        read(certificate, TIMESTAMP_LIST, 0, CertificateExtensions::timestamps),
        read(certificate, AUTHORITY_INFORMATION_ACCESS, false, CertificateExtensions::namesOcsp),
        read(certificate, TLS_FEATURE, false, CertificateExtensions::promisesStaple));
  }

  /** Where the issuer's certificate is to be had (RFC 5280, section 4.2.2.1), if it says so. */
  static Optional<String> issuerAddress(X509Certificate certificate) {
    return read(certificate, AUTHORITY_INFORMATION_ACCESS, "", CertificateExtensions::issuerAddress)
        .filter(address -> !address.isEmpty());
  }

  /** Makes sense of an extension's value. */
  private interface Meaning<T> {
    T of(ASN1Primitive value) throws IOException;
  }

  private static <T> Optional<T> read(
      X509Certificate certificate, String identifier, T absent, Meaning<T> meaning) {
    byte[] extension = certificate.getExtensionValue(identifier);
    if (extension == null) {
      return Optional.of(absent);
    }
    try {
      byte[] value = ASN1OctetString.getInstance(extension).getOctets();
      return Optional.of(meaning.of(ASN1Primitive.fromByteArray(value)));
    } catch (IOException | IllegalArgumentException _) {
      // Not what the extension must be; Bouncy Castle says so in either way.
      return Optional.empty();
    }
  }

  private static int timestamps(ASN1Primitive value) throws IOException {
    try {
      return timestamps(ASN1OctetString.getInstance(value).getOctets());
    } catch (MalformedFlightException e) {
      throw new IOException(e);
    }
  }

  /**
   * Counts a list as TLS writes it, with the length before the whole and before each timestamp (RFC
   * 6962, section 3.3).
   */
  static int timestamps(byte[] encoded) throws MalformedFlightException {
    WireReader list = new WireReader(encoded).vector16();
    int count = 0;
    while (list.remaining() > 0) {
      list.vector16();
      count++;
    }
    return count;
  }

  private static String issuerAddress(ASN1Primitive value) {
    return Arrays.stream(AuthorityInformationAccess.getInstance(value).getAccessDescriptions())
        .filter(access -> access.getAccessMethod().equals(AccessDescription.id_ad_caIssuers))
        .map(access -> access.getAccessLocation().getName())
        .filter(ASN1String.class::isInstance)
        .map(address -> ((ASN1String) address).getString())
        .findFirst()
        .orElse("");
  }

  private static boolean namesOcsp(ASN1Primitive value) {
    return Arrays.stream(AuthorityInformationAccess.getInstance(value).getAccessDescriptions())
        .anyMatch(access -> access.getAccessMethod().equals(AccessDescription.id_ad_ocsp));
  }

  private static boolean promisesStaple(ASN1Primitive value) {
    return Arrays.stream(ASN1Sequence.getInstance(value).toArray())
        .anyMatch(feature -> ASN1Integer.getInstance(feature).hasValue(STATUS_REQUEST));
  }
}
