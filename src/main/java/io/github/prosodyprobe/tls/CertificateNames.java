package io.github.prosodyprobe.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * The names in a certificate by which an XMPP service can be known (RFC 6120, section 13.7.1.2).
 *
 * @param alternatives names in the subjectAltName extension
 * @param commonName the most specific common name of the subject; empty if there is none
 */
public record CertificateNames(List<Name> alternatives, String commonName) {

  /** Kinds of name, with the word that stands before such a name in a report. */
  public enum Kind {
    DNS("dns"),
    SRV("srv"),
    XMPP("xmpp"),
    IP("ip");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** A name as the certificate has it. */
  public record Name(Kind kind, String value) {
    /** As {@code dns:example.org}. */
    @Override
    public String toString() {
      return kind.word + ":" + value;
    }
  }

  private static final String SRV_NAME = "1.3.6.1.5.5.7.8.7";
  private static final String XMPP_ADDRESS = "1.3.6.1.5.5.7.8.5";

  /** Copies the names. */
  public CertificateNames {
    alternatives = List.copyOf(alternatives);
  }

  /**
   * Reads the names.
   *
   * @throws CertificateParsingException when the extension is not what RFC 5280 says it is
   */
  public static CertificateNames of(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
    List<Name> names = new ArrayList<>();
    for (List<?> entry : entries == null ? List.<List<?>>of() : entries) {
      name(entry).ifPresent(names::add);
    }
    return new CertificateNames(names, commonName(certificate));
  }

  /** Java gives an otherName as type, encoding, OID, and its value where that is a string. */
  private static Optional<Name> name(List<?> entry) {
    return switch ((Integer) entry.get(0)) {
      case GeneralName.dNSName -> Optional.of(new Name(Kind.DNS, (String) entry.get(1)));
      case GeneralName.iPAddress -> Optional.of(new Name(Kind.IP, (String) entry.get(1)));
      case GeneralName.otherName ->
          entry.size() > 3 && entry.get(3) instanceof String value
              ? otherName(String.valueOf(entry.get(2)), value)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Name> otherName(String type, String value) {
    return switch (type) {
      case SRV_NAME -> Optional.of(new Name(Kind.SRV, value));
      case XMPP_ADDRESS -> Optional.of(new Name(Kind.XMPP, value));
      default -> Optional.empty();
    };
  }

  private static String commonName(X509Certificate certificate) {
    var commonNames =
        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
            .getRDNs(BCStyle.CN);
    return commonNames.length == 0
        ? ""
        : commonNames[commonNames.length - 1].getFirst().getValue() instanceof ASN1String text
            ? text.getString()
            : "";
  }
}
