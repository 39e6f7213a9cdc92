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
          "What a peer meets that offers the application protocol xmpp-client or, to a listener for"
              + " servers, xmpp-server: it is selected, the offer is ignored and XMPP spoken all the"
              + " same, or the handshake is refused",
          SOURCE,
          "selected",
          "ignored",
          "refused");

  /** What becomes of a protocol that is not XMPP. */
  public static final Fact<Text> ALPN_WRONG =
      text(
          "direct-tls.alpn-wrong",
          "What a peer meets that offers the application protocol http/1.1 only",
          SOURCE,
          "selected",
          "ignored",
          "refused");

  /** What becomes of a peer that offers no protocol. */
  public static final Fact<Text> ALPN_ABSENT =
      text(
          "direct-tls.alpn-absent",
          "Whether a handshake without any application protocol succeeds",
          SOURCE,
          "accepted",
          "refused");

  private DirectTlsFacts() {}
}
