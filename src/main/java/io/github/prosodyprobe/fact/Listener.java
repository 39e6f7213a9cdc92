package io.github.prosodyprobe.fact;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of place where an XMPP server listens. The words are an interface: options, reports,
 * checks.
 */
public enum Listener {
  /** The records that say where the services are; its address is the domain. */
  DNS("dns"),
  /** Clients, with STARTTLS (RFC 6120, section 5). */
  C2S("c2s"),
  /** Clients, TLS from the first byte (XEP-0368). */
  C2S_DIRECT("c2s-direct"),
  /** Servers, with STARTTLS. */
  S2S("s2s"),
  /** Servers, TLS from the first byte (XEP-0368). */
  S2S_DIRECT("s2s-direct"),
  /** The web server of the domain, TLS from the first byte (RFC 9110, section 4.2.2). */
  HTTPS("https"),
  /** Streams over HTTP requests (XEP-0124, XEP-0206), in clear text or inside TLS. */
  BOSH("bosh"),
  /** Streams over WebSocket (RFC 7395), in clear text or inside TLS. */
  WEBSOCKET("websocket"),
  /** External components (XEP-0114); port 5347, not for outsiders. */
  COMPONENT("component"),
  /** Prosody's telnet console; port 5582, not for outsiders. */
  CONSOLE("console"),
  /** HTTP in clear text; port 5280, not for outsiders. */
  HTTP("http"),
  /** SOCKS5 bytestreams (XEP-0065); port 5000. */
  PROXY65("proxy65"),
  /** Streams behind a PROXY header, for the operator's own proxies only. */
  PROXY_PROTOCOL("proxy-protocol"),
  /** STUN and TURN over UDP (RFC 8489, RFC 8656). */
  TURN("turn"),
  /** The configuration file, which is no listener: what it declares; its address is its name. */
  CONFIG("config");

  private static final Set<Listener> WEB = EnumSet.of(HTTPS, BOSH, WEBSOCKET, HTTP);

  private static final Map<Listener, String> APPLICATION_PROTOCOLS =
      Map.of(C2S_DIRECT, "xmpp-client", S2S_DIRECT, "xmpp-server", HTTPS, "http/1.1");

  private final String word;

  Listener(String word) {
    this.word = word;
  }

  /** The word used in options, checks and reports. */
  public String word() {
    return word;
  }

  /** Whether HTTP is spoken there, so that a URL says where it is. */
  public boolean isWeb() {
    return WEB.contains(this);
  }

  /**
   * The application protocol of a listener where TLS comes first, by its ALPN name (XEP-0368,
   * section 3; RFC 7301, section 6).
   */
  public Optional<String> applicationProtocol() {
    return Optional.ofNullable(APPLICATION_PROTOCOLS.get(this));
  }

  /** The listener that a word stands for. */
  public static Optional<Listener> of(String word) {
    return Arrays.stream(values()).filter(listener -> listener.word.equals(word)).findFirst();
  }

  @Override
  public String toString() {
    return word;
  }
}
