package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.count;
import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Count;
import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/** Facts about an XMPP stream that nobody has logged in to. */
public final class StreamFacts {

  private static final String STARTTLS_SOURCE = "RFC 6120, section 5";

  /** How a port that answers begins. */
  public static final Fact<Text> BEGINS_IN =
      text(
          "stream.begins-in",
          "How the port begins: with XMPP in clear text, with TLS and XMPP inside, or as something"
              + " else; looked at where the SRV records of the domain promise one of these",
          "RFC 6120, section 3.2; XEP-0368, section 3",
          "clear-text",
          "tls",
          "other");

  /** How STARTTLS is offered. */
  public static final Fact<Text> STARTTLS =
      text(
          "starttls.offer",
          "How STARTTLS stands in the stream features before TLS",
          STARTTLS_SOURCE,
          "required",
          "offered",
          "absent");

  /** What {@code <starttls/>} is answered with. */
  public static final Fact<Text> STARTTLS_ANSWER =
      text(
          "starttls.answer",
          "What <starttls/> is answered with",
          STARTTLS_SOURCE,
          "proceed",
          "failure",
          "stream-error",
          "other");

  /** Whether bytes sent in clear text behind {@code <starttls/>} are forgotten. */
  public static final Fact<Flag> INJECTION_DISCARDED =
      flag(
          "starttls.injected-bytes-discarded",
          "A stanza sent in clear text in the same segment as <starttls/> is not answered inside TLS",
          "RFC 6120, section 5.4.3.3; RFC 7590, section 3.1");

  /** Names of the stream features before TLS. */
  public static final Fact<TextSet> FEATURES_BEFORE_TLS =
      texts(
          "stream.features-before-tls",
          "Stream features before TLS, as {namespace}name",
          "RFC 6120, section 4.3.2");

  /** Names of the stream features after TLS. */
  public static final Fact<TextSet> FEATURES_AFTER_TLS =
      texts(
          "stream.features-after-tls",
          "Stream features after TLS, as {namespace}name, of all TLS versions seen",
          "RFC 6120, section 4.3.2");

  /** How a stream for a domain that is not served here is answered. */
  public static final Fact<Text> FOREIGN_DOMAIN =
      text(
          "stream.foreign-domain",
          "How a stream to a made-up domain ends: the condition of the stream error or, over BOSH, of"
              + " the terminated session; or 'accepted'",
          "RFC 6120, section 4.9.3.6; XEP-0124, section 17.2");

  /** The stanza size limit that the server announces. */
  public static final Fact<Count> LIMIT_MAX_BYTES =
      count(
          "stream.limits.max-bytes",
          Unit.BYTES,
          "Largest stanza that the server says it accepts before login",
          "XEP-0478, section 3");

  /** The idle time that the server announces. */
  public static final Fact<Count> LIMIT_IDLE_SECONDS =
      count(
          "stream.limits.idle-seconds",
          Unit.SECONDS,
          "Idle time after which the server says it may close the stream",
          "XEP-0478, section 3");

  /** Whether XEP-0078 stands in the features before TLS. */
  public static final Fact<Flag> LEGACY_AUTH_FEATURE_BEFORE_TLS =
      flag(
          "legacy-auth.feature-before-tls",
          "The features before TLS offer jabber:iq:auth",
          "XEP-0078, section 4");

  /** Whether XEP-0078 stands in the features after TLS. */
  public static final Fact<Flag> LEGACY_AUTH_FEATURE_AFTER_TLS =
      flag(
          "legacy-auth.feature-after-tls",
          "The features after TLS offer jabber:iq:auth",
          "XEP-0078, section 4");

  private static final String LEGACY_AUTH_MEANING =
      "How a request for the legacy authentication fields is answered: 'answers' lists the fields,"
          + " 'needs-encryption' says the module is there but wants TLS, 'refused' is any other error";

  /** What {@code jabber:iq:auth} is answered with before TLS. */
  public static final Fact<Text> LEGACY_AUTH_BEFORE_TLS =
      text(
          "legacy-auth.before-tls",
          LEGACY_AUTH_MEANING + ", before TLS",
          "XEP-0078, section 3.1",
          "answers",
          "needs-encryption",
          "refused");

  /** What {@code jabber:iq:auth} is answered with after TLS. */
  public static final Fact<Text> LEGACY_AUTH_AFTER_TLS =
      text(
          "legacy-auth.after-tls",
          LEGACY_AUTH_MEANING + ", after TLS",
          "XEP-0078, section 3.1",
          "answers",
          "needs-encryption",
          "refused");

  /** Whether XEP-0077 stands in the features before TLS. */
  public static final Fact<Flag> REGISTRATION_FEATURE_BEFORE_TLS =
      flag(
          "registration.feature-before-tls",
          "The features before TLS offer in-band registration",
          "XEP-0077, section 8");

  /** Whether XEP-0077 stands in the features after TLS. */
  public static final Fact<Flag> REGISTRATION_FEATURE_AFTER_TLS =
      flag(
          "registration.feature-after-tls",
          "The features after TLS offer in-band registration",
          "XEP-0077, section 8");

  /** What a request for the registration form is answered with before TLS. */
  public static final Fact<Text> REGISTRATION_FORM_BEFORE_TLS =
      text(
          "registration.form-before-tls",
          "How a request for the registration form is answered before TLS",
          "XEP-0077, section 3.1",
          "form",
          "refused");

  /** What a request for the registration form is answered with after TLS. */
  public static final Fact<Text> REGISTRATION_FORM_AFTER_TLS =
      text(
          "registration.form-after-tls",
          "How a request for the registration form is answered after TLS",
          "XEP-0077, section 3.1",
          "form",
          "refused");

  /** Whether a stranger can really register. */
  public static final Fact<Text> REGISTRATION =
      text(
          "registration.state",
          "Whether a stranger can register: 'closed' when no form is served, or when registering an"
              + " existing name is refused for another reason than the name; nothing is ever created",
          "XEP-0077, section 3.1",
          "open",
          "closed");

  /** What the peer's behaviour tells of its software. */
  public static final Fact<Text> SOFTWARE_INFERRED =
      text(
          "server.software-inferred",
          "Software and version range inferred from the features that only they send; a guess, never"
              + " a ground for a verdict",
          "none");

  private StreamFacts() {}
}
