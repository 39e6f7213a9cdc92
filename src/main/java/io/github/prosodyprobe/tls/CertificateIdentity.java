package io.github.prosodyprobe.tls;

import java.net.IDN;
import java.nio.charset.StandardCharsets;

/**
 * By which kind of name a certificate stands for an XMPP domain (RFC 6120, section 13.7.1.2; RFC
 * 9525, section 6). The name of the host that an SRV record points to does not count.
 */
public enum CertificateIdentity {
  /** A dNSName, perhaps with a wildcard for the left-most label. */
  DNS("dns"),
  /** An SRV-ID for the service asked for. */
  SRV("srv"),
  /** An id-on-xmppAddr. */
  XMPP_ADDRESS("xmpp-addr"),
  /** Only the common name, which RFC 9525 no longer allows. */
  COMMON_NAME("common-name"),
  /** Nothing. */
  NONE("none");

  /**
   * What is connected to. The names of XMPP's services in an SRV-ID are the same with direct TLS
   * (XEP-0368, section 3).
   */
  public enum Service {
    /** XMPP for clients. */
    CLIENT("_xmpp-client."),
    /** XMPP for servers. */
    SERVER("_xmpp-server."),
    /** A web server: browsers know host names only (RFC 9110, section 4.3.4). */
    WEB("");

    private final String prefix;

    Service(String prefix) {
      this.prefix = prefix;
    }
  }

  private final String word;

  CertificateIdentity(String word) {
    this.word = word;
  }

  /** The word in facts. */
  public String word() {
    return word;
  }

  /**
   * Looks for the domain in the names.
   *
   * @param names the names in the certificate
   * @param domain the XMPP domain in its ASCII form
   * @param service what was connected to
   */
  public static CertificateIdentity find(CertificateNames names, String domain, Service service) {
    for (CertificateIdentity identity : values()) {
      if (names.alternatives().stream().anyMatch(name -> identity.holds(name, domain, service))) {
        return identity;
      }
    }
    return matches(names.commonName(), domain) ? COMMON_NAME : NONE;
  }

  private boolean holds(CertificateNames.Name name, String domain, Service service) {
    return switch (this) {
      case DNS -> name.kind() == CertificateNames.Kind.DNS && matches(name.value(), domain);
      case SRV ->
          service != Service.WEB
              && name.kind() == CertificateNames.Kind.SRV
              && name.value().regionMatches(true, 0, service.prefix, 0, service.prefix.length())
              && matches(name.value().substring(service.prefix.length()), domain);
      case XMPP_ADDRESS ->
          service != Service.WEB
              && name.kind() == CertificateNames.Kind.XMPP
              && matches(ascii(name.value()), domain);
      case COMMON_NAME, NONE -> false;
    };
  }

  /**
   * Compares whole labels. A NUL or a blank cannot fool it, nor can letters that only Unicode takes
   * for another case of an ASCII one.
   */
  private static boolean matches(String name, String domain) {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
      return false;
    }
    if (name.startsWith("*.")) {
      int dot = domain.indexOf('.');
      return dot > 0 && name.substring(1).equalsIgnoreCase(domain.substring(dot));
    }
    return name.equalsIgnoreCase(domain);
  }

  /**
   * Addresses are UTF-8 (RFC 6120, section 13.7.1.4), so that the domain in it may have U-labels.
   */
  private static String ascii(String address) {
    try {
      return IDN.toASCII(address, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException _) {
      // No domain at all.
      return address;
    }
  }
}
