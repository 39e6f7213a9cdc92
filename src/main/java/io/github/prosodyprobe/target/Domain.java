package io.github.prosodyprobe.target;

import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The domain part of an XMPP address.
 *
 * @param ascii as it goes on the wire, lower case, A-labels, without a final dot
 * @param shown as the operator wrote it
 */
public record Domain(String ascii, String shown) {

  private static final Pattern IPV4 = Pattern.compile("[0-9.]+");
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern LABELS = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://|xmpp:");

  /** What the JVM makes of octets in arguments that are no text. */
  private static final char UNREADABLE = '\uFFFD';

  static final int LONGEST = 253;

  /**
   * Reads a domain.
   *
   * @throws IllegalArgumentException with a message for the operator when it is none
   */
  public static Domain of(String text) {
    if (URL.matcher(text).lookingAt()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is a URL. A scan needs the XMPP domain, which stands behind '@' in the"
              + " addresses of its users");
    }
    if (text.indexOf(UNREADABLE) >= 0) {
      throw new IllegalArgumentException(
          "the domain has letters that the locale of this shell cannot carry: give it as ASCII,"
              + " beginning with xn--, or set LC_ALL=C.UTF-8");
    }
    if (text.contains(":") || text.startsWith("[") || IPV4.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is an address. A scan needs the XMPP domain; name the address beside it:"
              + " scan example.org --connect c2s=ADDRESS:PORT");
    }
    if (text.contains("/") || text.contains("@")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no domain: give only what stands between '@' and '/' in an address");
    }
    String undotted = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    String ascii = ascii(undotted, text);
    if (ascii.isEmpty() || ascii.length() > LONGEST || ascii.contains("..")) {
      throw new IllegalArgumentException("'" + text + "' is no domain");
    }
    return new Domain(ascii, text);
  }

  private static String ascii(String undotted, String text) {
    String lowerCase = undotted.toLowerCase(Locale.ROOT);
    // (The length first: a match takes stack for each label.)
    if (lowerCase.length() <= LONGEST && LABELS.matcher(lowerCase).matches()) {
      // The tables of other letters take longer to load than this check of most names.
      return lowerCase;
    }
    try {
      return IDN.toASCII(undotted, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no domain: it has letters that none can have, or too many", e);
    }
  }

  @Override
  public String toString() {
    return shown.equals(ascii) ? ascii : shown + " (" + ascii + ")";
  }

  /**
   * A page of its web server. Prosody's knows its hosts by their XMPP domain, unless it is told
   * otherwise.
   */
  WebLocation page(Scheme scheme, int port, String path) {
    return new WebLocation(new Origin(scheme, ascii, port), path);
  }
}
