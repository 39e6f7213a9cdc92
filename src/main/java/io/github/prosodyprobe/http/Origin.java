package io.github.prosodyprobe.http;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Scheme, host and port: what has one connection, one certificate and one set of rules (RFC 6454).
 *
 * @param host a name in its ASCII form or an address, IPv6 without brackets; in lower case
 * @param port 1 to 65535
 */
public record Origin(Scheme scheme, String host, int port) {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  /** The schemes that are spoken here. */
  public enum Scheme {
    HTTP(80),
    HTTPS(443);

    private final int defaultPort;

    Scheme(int defaultPort) {
      this.defaultPort = defaultPort;
    }

    /** The port that need not be said. */
    public int defaultPort() {
      return defaultPort;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Brings the host into lower case. */
  public Origin {
    host = host.toLowerCase(Locale.ROOT);
  }

  /** Whether the host is an address, which is no name for SNI (RFC 6066, section 3). */
  public boolean isAddress() {
    return ADDRESS.matcher(host).matches();
  }

  /** Whether TLS lies beneath. */
  public boolean isSecure() {
    return scheme == Scheme.HTTPS;
  }

  /** The value of the Host header (RFC 9110, section 7.2). */
  public String authority() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == scheme.defaultPort() ? name : name + ":" + port;
  }

  /** As it stands in front of a path, such as {@code https://example.org:5281}. */
  @Override
  public String toString() {
    return scheme + "://" + authority();
  }
}
