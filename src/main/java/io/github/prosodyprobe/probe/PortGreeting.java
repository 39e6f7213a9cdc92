package io.github.prosodyprobe.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.xml.XmlText;
import io.github.prosodyprobe.xmpp.Namespaces;

/**
 * The first words at a port, as those who belong there say them.
 *
 * @param bytes what is sent
 * @param shown what is sent, as evidence shows it
 * @param byHand a shell command that writes it
 */
record PortGreeting(byte[] bytes, String shown, String byHand) {

  /** The greeting for a kind of listener. */
  static PortGreeting of(Listener listener, String domain) {
    return switch (listener) {
      case COMPONENT -> text(componentHeader(domain));
      case CONSOLE -> text("help\n");
      case HTTP -> text("GET / HTTP/1.1\r\nHost: " + domain + "\r\nConnection: close\r\n\r\n");
      case PROXY65 ->
          new PortGreeting(
              Socks5.GREETING, Socks5.shown(Socks5.GREETING), "printf '\\005\\001\\000'");
      default -> throw new IllegalArgumentException(listener + " is no port for insiders");
    };
  }

  private static String componentHeader(String domain) {
    return "<stream:stream xmlns=\""
        + Namespaces.COMPONENT
        + "\" xmlns:stream=\""
        + Namespaces.STREAMS
        + "\" to=\""
        + XmlText.escaped(domain)
        + "\">";
  }

  private static PortGreeting text(String text) {
    return new PortGreeting(
        text.getBytes(ISO_8859_1),
        text,
        "printf %b '" + text.replace("\r", "\\r").replace("\n", "\\n") + "'");
  }
}
