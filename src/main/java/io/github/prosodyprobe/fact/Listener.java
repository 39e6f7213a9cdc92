package io.github.prosodyprobe.fact;

import java.util.Arrays;
import java.util.Optional;

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
  /** The web server of the domain, TLS from the first byte (RFC 9110, section 4.2.2). */
  HTTPS("https");

  private final String word;

  Listener(String word) {
    this.word = word;
  }

  /** The word used in options, checks and reports. */
  public String word() {
    return word;
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
