package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/** Facts about authentication: what is offered where, and what of it works. */
public final class SaslFacts {

  private static final String MECHANISMS = "RFC 6120, section 6.3.3";
  private static final String CHANNEL_BINDING = "XEP-0440, section 3";
  private static final String CHANNEL_BINDING_USE = "RFC 5802, section 6";

  /** Mechanisms in clear text. */
  public static final Fact<TextSet> BEFORE_TLS =
      texts("sasl.before-tls", "Mechanisms offered before TLS", MECHANISMS);

  /** What becomes of a PLAIN attempt in clear text. */
  public static final Fact<Text> PLAIN_BEFORE_TLS =
      text(
          "sasl.plain-before-tls",
          "What becomes of PLAIN with a made-up name before TLS: 'refused' without looking at it, or"
              + " 'evaluated', so that a real password would have been accepted in clear text",
          "RFC 6120, section 6.5.4; RFC 4616, section 4",
          "refused",
          "evaluated");

  /** The condition with which PLAIN before TLS was answered. */
  public static final Fact<Text> PLAIN_BEFORE_TLS_CONDITION =
      text(
          "sasl.plain-before-tls-condition",
          "The SASL failure or stream error with which PLAIN before TLS was answered",
          "RFC 6120, section 6.5");

  /** Mechanisms under every TLS version seen. */
  public static final Fact<TextSet> MECHANISMS_AFTER_TLS =
      texts("sasl.mechanisms", "Mechanisms offered after TLS, in any TLS version", MECHANISMS);

  /** Mechanisms under TLS 1.2. */
  public static final Fact<TextSet> MECHANISMS_TLS12 =
      texts("sasl.mechanisms-tls12", "Mechanisms offered under TLS 1.2", MECHANISMS);

  /** Mechanisms under TLS 1.3. */
  public static final Fact<TextSet> MECHANISMS_TLS13 =
      texts("sasl.mechanisms-tls13", "Mechanisms offered under TLS 1.3", MECHANISMS);

  /** Channel-binding types announced under TLS 1.2. */
  public static final Fact<TextSet> BINDINGS_TLS12 =
      texts(
          "sasl.channel-bindings-tls12",
          "Channel-binding types that the server announces under TLS 1.2",
          CHANNEL_BINDING);

  /** Channel-binding types announced under TLS 1.3. */
  public static final Fact<TextSet> BINDINGS_TLS13 =
      texts(
          "sasl.channel-bindings-tls13",
          "Channel-binding types that the server announces under TLS 1.3",
          CHANNEL_BINDING);

  /** Channel-binding types that work under TLS 1.2. */
  public static final Fact<TextSet> BINDINGS_WORKING_TLS12 =
      texts(
          "sasl.channel-bindings-working-tls12",
          "Channel-binding types accepted in a SCRAM exchange with a made-up name under TLS 1.2",
          CHANNEL_BINDING_USE);

  /** Channel-binding types that work under TLS 1.3. */
  public static final Fact<TextSet> BINDINGS_WORKING_TLS13 =
      texts(
          "sasl.channel-bindings-working-tls13",
          "Channel-binding types accepted in a SCRAM exchange with a made-up name under TLS 1.3",
          CHANNEL_BINDING_USE);

  /** Channel-binding types that are announced or implied and do not work. */
  public static final Fact<TextSet> BINDINGS_BROKEN =
      texts(
          "sasl.channel-bindings-broken",
          "Channel-binding types that were announced (or implied by a -PLUS mechanism) and refused"
              + " when used, as TYPE under VERSION",
          CHANNEL_BINDING_USE);

  /** Whether SASL2 is offered. */
  public static final Fact<Flag> SASL2 =
      flag(
          "sasl2.offered", "Extensible SASL Profile is offered after TLS", "XEP-0388, section 2.1");

  /** SASL2 mechanisms. */
  public static final Fact<TextSet> SASL2_MECHANISMS =
      texts("sasl2.mechanisms", "Mechanisms offered by the SASL2 profile", "XEP-0388, section 2.1");

  /** What can be done inline with SASL2. */
  public static final Fact<TextSet> SASL2_INLINE =
      texts(
          "sasl2.inline",
          "Namespaces that SASL2 can negotiate inline, such as Bind 2 and FAST",
          "XEP-0388, section 2.1; XEP-0386; XEP-0484");

  /** FAST mechanisms. */
  public static final Fact<TextSet> FAST_MECHANISMS =
      texts("fast.mechanisms", "Token mechanisms offered by FAST", "XEP-0484, section 3.1");

  private SaslFacts() {}
}
