package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.text;

import io.github.prosodyprobe.fact.FactValue.Text;

/** Facts about a listener that speaks TLS from the first byte. */
public final class DirectTlsFacts {

  private static final String SOURCE = "XEP-0368, section 3; RFC 7301, section 3.2";

  /** What becomes of the protocol that XEP-0368 names. */
  public static final Fact<Text> ALPN_RIGHT =
      text(
          "direct-tls.alpn-right",
          "What a client meets that offers the application protocol xmpp-client: the server selects"
              + " it, ignores the offer and speaks XMPP all the same, or refuses the handshake",
          SOURCE,
          "selected",
          "ignored",
          "refused");

  /** What becomes of a protocol that is not XMPP. */
  public static final Fact<Text> ALPN_WRONG =
      text(
          "direct-tls.alpn-wrong",
          "What a client meets that offers the application protocol http/1.1 only",
          SOURCE,
          "selected",
          "ignored",
          "refused");

  /** What becomes of a client that offers no protocol. */
  public static final Fact<Text> ALPN_ABSENT =
      text(
          "direct-tls.alpn-absent",
          "Whether a handshake without any application protocol succeeds",
          SOURCE,
          "accepted",
          "refused");

  private DirectTlsFacts() {}
}
