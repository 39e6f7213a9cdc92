package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.text;

import io.github.prosodyprobe.fact.FactValue.Text;
import java.util.List;

/** Facts about ports that are not for outsiders. */
public final class PortFacts {

  /** Nobody accepts the connection, while another listener at the same address answers. */
  public static final String CLOSED = "closed";

  /** The connection is accepted and ended without a word. */
  public static final String CLOSES = "closes";

  /** The connection is accepted, and nothing is said. */
  public static final String SILENT = "silent";

  /** A web server answers. */
  public static final String HTTP = "http";

  private static final String PROXY_PROTOCOL = "HAProxy PROXY protocol, section 2";

  /** What answers at the port. */
  public static final Fact<Text> ANSWER =
      text(
          "port.answer",
          "What an outsider meets who says there what belongs there: the port is closed while"
              + " another listener at the same address answers, the server closes the connection"
              + " without a word, it is silent, or a component listener, Prosody's console, an HTTP"
              + " server, a SOCKS5 server, an XMPP stream of another kind, or something other"
              + " answers",
          "XEP-0114, section 3; XEP-0065, section 4; RFC 1928, section 3; RFC 9110, section 6",
          CLOSED,
          CLOSES,
          SILENT,
          "component",
          "console",
          HTTP,
          "socks5",
          "xmpp",
          "other");

  /** What a SOCKS5 server does with a destination that nobody has registered. */
  public static final Fact<Text> SOCKS5_CONNECT =
      text(
          "port.socks5-connect",
          "What a SOCKS5 server does when asked to connect to a made-up hash: it 'waits' for the"
              + " other side as a bytestream proxy does, refuses, says that it cannot reach such a"
              + " host and so has 'tried' to go there, or fails with an error that tells neither",
          "XEP-0065, section 5.3.2; RFC 1928, section 6",
          "waits",
          "refused",
          "tried",
          "error");

  /** What becomes of a PROXY header in text. */
  public static final Fact<Text> PROXY_HEADER_V1 = proxyHeader("proxy-header.v1", "1");

  /** What becomes of a binary PROXY header. */
  public static final Fact<Text> PROXY_HEADER_V2 = proxyHeader("proxy-header.v2", "2");

  /** The facts that say "{@value #CLOSED}" where nobody accepts the connection. */
  public static final List<Fact<Text>> THAT_CAN_BE_CLOSED =
      List.of(ANSWER, PROXY_HEADER_V1, PROXY_HEADER_V2);

  private PortFacts() {}

  private static Fact<Text> proxyHeader(String name, String version) {
    return text(
        name,
        "What an outsider meets who sends a PROXY header of version "
            + version
            + " in front of a stream header: the stream is accepted as if the header were true, is"
            + " refused, something other than a stream answers, the connection is closed without a"
            + " word, nothing is said, or the port is closed",
        PROXY_PROTOCOL,
        "accepted",
        "refused",
        "other",
        CLOSES,
        SILENT,
        CLOSED);
  }
}
