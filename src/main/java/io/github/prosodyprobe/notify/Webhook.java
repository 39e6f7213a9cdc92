package io.github.prosodyprobe.notify;

import io.github.prosodyprobe.http.WebLocation;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where to post to. All of it but the host is a secret: whoever knows it can post there too. */
public final class Webhook {

  /** Scheme and authority; a backslash ends one for those who read URLs as browsers do. */
  private static final Pattern BEGINNING =
      Pattern.compile("(https?)://([^/\\\\?#]+)\\S*", Pattern.CASE_INSENSITIVE);

  private final WebLocation location;

  private Webhook(WebLocation location) {
    this.location = location;
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException when nothing can be posted there; the message says why and
   *     does not quote it
   */
  public static Webhook of(String url) {
    Matcher beginning = BEGINNING.matcher(url);
    if (!beginning.matches()) {
      throw new IllegalArgumentException("there is no https URL in it");
    }
    if (beginning.group(2).contains("@")) {
      throw new IllegalArgumentException("its URL has a user or a password before the host");
    }
    WebLocation location =
        WebLocation.parse(url)
            .filter(it -> WebLocation.parse(it.toString()).filter(it::equals).isPresent())
            .filter(it -> !it.origin().isAddress() || literal(it.origin().host()).isPresent())
            .orElseThrow(() -> new IllegalArgumentException("there is no valid URL in it"));
    boolean plain = beginning.group(1).toLowerCase(Locale.ROOT).equals("http");
    if (plain && !isLoopback(location.origin().host())) {
      throw new IllegalArgumentException(
          "its URL is http, which is for loopback addresses such as 127.0.0.1 only");
    }
    return new Webhook(location);
  }

  /** A name may lead anywhere, whatever it is. */
  private static boolean isLoopback(String host) {
    return literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The host, in ASCII, without its port. */
  public String host() {
    return location.origin().host();
  }

  WebLocation location() {
    return location;
  }

  /** The host alone. */
  @Override
  public String toString() {
    return host();
  }
}
