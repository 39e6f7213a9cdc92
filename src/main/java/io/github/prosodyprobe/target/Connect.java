package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.Listener;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where the operator says a listener is; replaces discovery for it.
 *
 * @param listener the listener
 * @param host name or address literal
 * @param port TCP port, of {@code turn} UDP port, 1 to 65535
 */
public record Connect(Listener listener, String host, int port) {

  private static final Set<Listener> KNOWN = EnumSet.complementOf(EnumSet.of(Listener.DNS));

  /**
   * Reads {@code LISTENER=HOST:PORT}, IPv6 in brackets.
   *
   * @throws IllegalArgumentException with a message for the operator when it is something else
   */
  public static Connect of(String text) {
    int equals = text.indexOf('=');
    int colon = text.lastIndexOf(':');
    if (equals < 1 || colon < equals + 2 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          "'" + text + "' should be LISTENER=HOST:PORT, such as c2s=192.0.2.7:5222");
    }
    String word = text.substring(0, equals);
    Listener listener =
        Listener.of(word)
            .filter(KNOWN::contains)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + word + "' is no listener; use one of " + KNOWN));
    String host = text.substring(equals + 1, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw new IllegalArgumentException(
          "an IPv6 address needs brackets: "
              + word
              + "=["
              + host
              + "]:"
              + text.substring(colon + 1));
    }
    return new Connect(listener, host, port(text.substring(colon + 1)));
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
