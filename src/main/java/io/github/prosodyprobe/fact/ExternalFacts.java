package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/**
 * Facts about a stream between servers whose peer proves with a certificate who it is.
 *
 * <p>They need a domain of the operator's own. Without one they are not applicable rather than
 * unknown: the operator has chosen to scan without, and such a scan has seen all it could. {@link
 * ReasonCode#NEEDS_CANARY} is another matter, as there the server does something that looks wrong,
 * and only the canary tells whether it is.
 */
public final class ExternalFacts {

  /** Why they are not applicable to a scan that has no domain to speak for. */
  public static final String NEEDS_IDENTITY = "needs a domain of one's own (--s2s-identity)";

  private static final String EXTERNAL = "XEP-0178, section 3";
  private static final String PURPOSES = "RFC 5280, section 4.2.1.12";

  /** What the certificate may be used for that the peer showed. */
  public static final Fact<TextSet> OWN_PURPOSES =
      texts(
          "s2s.own-certificate-purposes",
          "What the certificate given to the scan may be used for; 'any' where it does not say",
          PURPOSES);

  /** What becomes of a peer with a valid certificate. */
  public static final Fact<Text> EXTERNAL_LOGIN =
      text(
          "s2s.external",
          "What becomes of a peer with a valid certificate: EXTERNAL is offered and 'accepted',"
              + " the peer is 'refused' at some point, or EXTERNAL is 'not-offered'",
          EXTERNAL,
          "accepted",
          "refused",
          "not-offered");

  /** The same, where the certificate is for servers only. */
  public static final Fact<Text> SERVER_AUTH_ONLY =
      text(
          "s2s.external-server-auth-only",
          "What becomes of a peer whose valid certificate is for servers only, as those of public"
              + " authorities are: 'accepted', 'refused', or EXTERNAL is 'not-offered'",
          EXTERNAL + "; " + PURPOSES,
          "accepted",
          "refused",
          "not-offered");

  /** The condition with which a peer with a valid certificate is refused. */
  public static final Fact<Text> CONDITION =
      text(
          "s2s.external-condition",
          "The SASL failure, stream error or TLS alert for a peer with a valid certificate",
          "RFC 6120, sections 4.9.3 and 6.5");

  /** Whether a peer with a valid certificate is offered bidirectional streams. */
  public static final Fact<Flag> BIDI =
      flag(
          "s2s.external-bidi",
          "The features for a peer with a valid certificate offer bidirectional streams",
          "XEP-0288, section 2.1");

  /** What is offered when the peer has proved who it is. */
  public static final Fact<TextSet> FEATURES =
      texts(
          "s2s.features-after-external",
          "Qualified names of the stream features behind a login with EXTERNAL",
          "RFC 6120, section 4.3.2");

  private ExternalFacts() {}
}
