package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.count;
import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Count;
import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/** Facts about what a TLS listener accepts. Suites and groups have IANA's names. */
public final class TlsFacts {

  private static final String[] VERSION_WORDS = {
    "SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3"
  };
  private static final String SUITES_SOURCE = "IANA TLS Cipher Suites; RFC 9325, section 4";
  private static final String GROUPS_SOURCE = "IANA TLS Supported Groups; RFC 9325, section 4.5";

  /** Versions accepted. */
  public static final Fact<TextSet> VERSIONS =
      texts(
          "tls.versions",
          "Protocol versions for which the server answered a hello with its own",
          "RFC 9325, section 3.1.1",
          VERSION_WORDS);

  /** Versions refused as such. */
  public static final Fact<TextSet> VERSIONS_REFUSED_BY_POLICY =
      texts(
          "tls.versions-refused-by-policy",
          "Versions refused with protocol_version (alert 70): the configuration does not allow them",
          "RFC 8446, section 6.2",
          VERSION_WORDS);

  /** Versions refused for another reason. */
  public static final Fact<TextSet> VERSIONS_REFUSED_BY_LIBRARY =
      texts(
          "tls.versions-refused-by-library",
          "Versions refused with another alert, such as internal_error (80): allowed by the"
              + " configuration, and only the TLS library's own level stands in the way",
          "RFC 8446, section 6.2",
          VERSION_WORDS);

  /** All suites accepted. */
  public static final Fact<TextSet> SUITES =
      texts("tls.suites", "Cipher suites accepted in any version", SUITES_SOURCE);

  /** Suites under TLS 1.3. */
  public static final Fact<TextSet> SUITES_TLS13 =
      texts("tls.suites-tls13", "Cipher suites accepted under TLS 1.3", SUITES_SOURCE);

  /** Suites under TLS 1.2. */
  public static final Fact<TextSet> SUITES_TLS12 =
      texts("tls.suites-tls12", "Cipher suites accepted under TLS 1.2", SUITES_SOURCE);

  /** Suites under older versions. */
  public static final Fact<TextSet> SUITES_BEFORE_TLS12 =
      texts(
          "tls.suites-before-tls12",
          "Cipher suites accepted under SSL 2, SSL 3, TLS 1.0 or TLS 1.1",
          SUITES_SOURCE);

  /** Suites that give no forward secrecy. */
  public static final Fact<TextSet> SUITES_WITHOUT_FORWARD_SECRECY =
      texts(
          "tls.suites-without-forward-secrecy",
          "Accepted suites whose key exchange is not ephemeral",
          "RFC 9325, section 4.1");

  /** Suites that do not authenticate what they encrypt. */
  public static final Fact<TextSet> SUITES_WITHOUT_AEAD =
      texts(
          "tls.suites-without-aead",
          "Accepted suites that are not authenticated encryption",
          "RFC 9325, section 4.2");

  /** Suites that are broken. */
  public static final Fact<TextSet> SUITES_BROKEN =
      texts(
          "tls.suites-broken",
          "Accepted suites with NULL, anonymous, export-grade, RC2, RC4, DES, 3DES or IDEA parts, and"
              + " all of SSL 2",
          "RFC 9325, section 4.1");

  /** Who chooses the suite under TLS 1.2. */
  public static final Fact<Text> SUITE_PREFERENCE =
      text(
          "tls.suite-preference",
          "Who chooses among the accepted TLS 1.2 suites; 'single' where there is only one",
          "RFC 9325, section 4.2.1",
          "server",
          "client",
          "single");

  /** Groups accepted. */
  public static final Fact<TextSet> GROUPS =
      texts("tls.groups", "Named groups accepted in any version", GROUPS_SOURCE);

  /** Groups under TLS 1.3. */
  public static final Fact<TextSet> GROUPS_TLS13 =
      texts("tls.groups-tls13", "Named groups accepted under TLS 1.3", GROUPS_SOURCE);

  /** Groups under TLS 1.2. */
  public static final Fact<TextSet> GROUPS_TLS12 =
      texts(
          "tls.groups-tls12",
          "Named groups accepted for ECDHE under TLS 1.2 and older",
          GROUPS_SOURCE);

  /** Size of the smallest finite-field group. */
  public static final Fact<Count> DH_BITS =
      count(
          "tls.dh-bits",
          Unit.BITS,
          "Size of the smallest finite-field Diffie-Hellman prime served below TLS 1.3",
          "RFC 9325, section 4.5");

  /** Names of the finite-field groups. */
  public static final Fact<TextSet> DH_GROUPS =
      texts(
          "tls.dh-groups",
          "Finite-field groups served below TLS 1.3: a known name, or 'unknown (N bits)'",
          "RFC 7919; RFC 3526");

  /** Whether an ephemeral key came twice. */
  public static final Fact<Flag> EPHEMERAL_KEYS_REPEATED =
      flag(
          "tls.ephemeral-keys-repeated",
          "The same ephemeral public key came in two of the handshakes of this scan",
          "RFC 9325, section 7.4");

  /** Whether downgrade protection works. */
  public static final Fact<Flag> FALLBACK_SCSV =
      flag(
          "tls.fallback-scsv",
          "A hello below the best version with TLS_FALLBACK_SCSV is refused as inappropriate",
          "RFC 7507, section 3");

  /** Whether the extended master secret is used. */
  public static final Fact<Flag> EXTENDED_MASTER_SECRET =
      flag(
          "tls.extended-master-secret",
          "The server takes up the extended master secret under TLS 1.2",
          "RFC 7627; RFC 9325, section 3.5");

  /** Whether TLS compresses. */
  public static final Fact<Flag> COMPRESSION =
      flag(
          "tls.compression",
          "The server chooses TLS-level compression when it is offered",
          "RFC 9325, section 3.3");

  /** Whether renegotiation is bound to the session. */
  public static final Fact<Flag> SECURE_RENEGOTIATION =
      flag(
          "tls.secure-renegotiation",
          "The server sends renegotiation_info under TLS 1.2",
          "RFC 5746, section 3.6; RFC 9325, section 3.5");

  /** The ALPN answer. */
  public static final Fact<Text> ALPN =
      text(
          "tls.alpn",
          "The application protocol that the server chose when the right one was offered, or 'none'",
          "RFC 7301; XEP-0368, section 3");

  private TlsFacts() {}
}
