package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.text;

import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;

/** Facts about a stream between servers whose peer has proved nothing yet. */
public final class ServerStreamFacts {

  private static final String DIALBACK = "XEP-0220, section 2.1.1";
  private static final String BIDI = "XEP-0288, section 2.1";
  private static final String STRICTNESS = "RFC 6120, section 13.7.2; RFC 7590, section 3.4";
  private static final String WHAT_BECOMES =
      "'refused' as not authorized, offered 'dialback' so that DNS alone vouches for it, or offered"
          + " 'external' as if its certificate were good";

  /** Whether dialback is offered in clear text. */
  public static final Fact<Flag> DIALBACK_BEFORE_TLS =
      flag("s2s.dialback-before-tls", "The features before TLS offer dialback", DIALBACK);

  /** Whether dialback is offered to a peer without a certificate. */
  public static final Fact<Flag> DIALBACK_AFTER_TLS =
      flag(
          "s2s.dialback-after-tls",
          "The features after TLS offer dialback to a peer without a certificate",
          DIALBACK);

  /** Whether bidirectional streams are offered in clear text. */
  public static final Fact<Flag> BIDI_BEFORE_TLS =
      flag("s2s.bidi-before-tls", "The features before TLS offer bidirectional streams", BIDI);

  /** Whether bidirectional streams are offered to a peer without a certificate. */
  public static final Fact<Flag> BIDI_AFTER_TLS =
      flag(
          "s2s.bidi-after-tls",
          "The features after TLS offer bidirectional streams to a peer without a certificate",
          BIDI);

  /** Whether the server asks its peers for certificates. */
  public static final Fact<Flag> CERTIFICATE_REQUESTED =
      flag(
          "s2s.certificate-requested",
          "The server asks for a certificate in the TLS handshake",
          "RFC 8446, section 4.3.2; XEP-0178, section 3");

  /** What becomes of a peer that shows no certificate. */
  public static final Fact<Text> WITHOUT_CERTIFICATE =
      text(
          "s2s.peer-without-certificate",
          "What becomes of a peer that finishes TLS without a certificate: " + WHAT_BECOMES,
          STRICTNESS,
          "refused",
          "dialback",
          "external");

  /** The condition with which a peer without a certificate is refused. */
  public static final Fact<Text> WITHOUT_CERTIFICATE_CONDITION =
      text(
          "s2s.peer-without-certificate-condition",
          "The stream error or TLS alert for a peer that finishes TLS without a certificate",
          "RFC 6120, section 4.9.3");

  /** What becomes of a peer that vouches for itself. */
  public static final Fact<Text> SELF_SIGNED =
      text(
          "s2s.peer-self-signed",
          "What becomes of a peer with a self-signed certificate: " + WHAT_BECOMES,
          STRICTNESS,
          "refused",
          "dialback",
          "external");

  /** The condition with which a peer that vouches for itself is refused. */
  public static final Fact<Text> SELF_SIGNED_CONDITION =
      text(
          "s2s.peer-self-signed-condition",
          "The stream error or TLS alert for a peer with a self-signed certificate",
          "RFC 6120, section 4.9.3");

  private ServerStreamFacts() {}
}
