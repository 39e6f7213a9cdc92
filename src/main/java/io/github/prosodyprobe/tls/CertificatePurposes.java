package io.github.prosodyprobe.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a certificate's key may be used for (RFC 5280, section 4.2.1.12). */
public final class CertificatePurposes {

  private CertificatePurposes() {}

  /**
   * The extended key usages by their names in the RFC, by OID where this project has no use for
   * them; {@code any} where there is no such extension.
   *
   * @throws CertificateParsingException when the extension cannot be read
   */
  public static List<String> of(X509Certificate certificate) throws CertificateParsingException {
    List<String> identifiers = certificate.getExtendedKeyUsage();
    return identifiers == null
        ? List.of("any")
        : identifiers.stream().map(CertificatePurposes::name).toList();
  }

  private static String name(String identifier) {
    return switch (identifier) {
      case "1.3.6.1.5.5.7.3.1" -> "serverAuth";
      case "1.3.6.1.5.5.7.3.2" -> "clientAuth";
      default -> identifier;
    };
  }
}
