package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.http.WebLocation;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the operator says a listener is; replaces discovery for it.
 *
 * @param listener the listener
 * @param host name or address literal
 * @param port TCP port, of {@code turn} UDP port, 1 to 65535
 * @param location the URL by which the operator said it, if so
 */
public record Connect(Listener listener, String host, int port, Optional<WebLocation> location) {

  private static final Map<Listener, String> EXAMPLES =
      Map.of(
          Listener.BOSH,
          "https://chat.example.org/http-bind",
          Listener.WEBSOCKET,
          "wss://chat.example.org/xmpp-websocket");

  private static final Set<Listener> KNOWN =
      EnumSet.complementOf(EnumSet.of(Listener.DNS, Listener.CONFIG));

  /**
   * Reads {@code LISTENER=HOST:PORT}, IPv6 in brackets, or {@code LISTENER=URL} where HTTP is
   * spoken.
   *
   * @throws IllegalArgumentException with a message for the operator when it is something else
   */
  public static Connect of(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw notAPlace(text);
    }
    String word = text.substring(0, equals);
    String place = text.substring(equals + 1);
    Listener listener =
        Listener.of(word)
            .filter(KNOWN::contains)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + word + "' is no listener; use one of " + KNOWN));
    if (place.contains("://")) {
      return ofUrl(listener, place);
    }
    if (listener == Listener.BOSH || listener == Listener.WEBSOCKET) {
      throw new IllegalArgumentException(
          "'" + text + "' should be a URL, such as " + word + "=" + EXAMPLES.get(listener));
    }
    return ofHostAndPort(listener, place, text);
  }

  private static Connect ofHostAndPort(Listener listener, String place, String text) {
    int colon = place.lastIndexOf(':');
    if (colon < 1 || colon == place.length() - 1) {
      throw notAPlace(text);
    }
    String host = place.substring(0, colon);
    String port = place.substring(colon + 1);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw new IllegalArgumentException(
          "an IPv6 address needs brackets: " + listener + "=[" + host + "]:" + port);
    }
    return new Connect(listener, host, port(port), Optional.empty());
  }

  /** The word {@code http} is for any URL, so that nobody need think of the listener's name. */
  private static Connect ofUrl(Listener listener, String url) {
    WebLocation location =
        WebLocation.parse(url)
            .filter(_ -> listener.isWeb())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + url + "' is no URL that " + listener + " can be at"));
    boolean secure = location.origin().isSecure();
    if (listener == Listener.HTTPS && !secure) {
      throw new IllegalArgumentException("'" + url + "' is no https URL; say http=" + url);
    }
    return new Connect(
        listener == Listener.HTTP && secure ? Listener.HTTPS : listener,
        location.origin().host(),
        location.origin().port(),
        Optional.of(location));
  }

  /** The same, whatever is asked for there. */
  Connect withoutLocation() {
    return new Connect(listener, host, port, Optional.empty());
  }

  private static IllegalArgumentException notAPlace(String text) {
    return new IllegalArgumentException(
        "'" + text + "' should be LISTENER=HOST:PORT, such as c2s=192.0.2.7:5222");
  }

  /**
   * Reads a port.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException("'" + text + "' is no port; use 1 to 65535");
  }
}
