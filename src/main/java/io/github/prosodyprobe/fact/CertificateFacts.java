package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.count;
import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.moment;
import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Count;
import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Moment;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/** Facts about the certificate chain as it was served. */
public final class CertificateFacts {

  /** Subject of the server's certificate. */
  public static final Fact<Text> SUBJECT =
      text(
          "certificate.subject",
          "Subject of the server's certificate",
          "RFC 5280, section 4.1.2.6");

  /** Issuer of the server's certificate. */
  public static final Fact<Text> ISSUER =
      text("certificate.issuer", "Issuer of the server's certificate", "RFC 5280, section 4.1.2.4");

  /** Fingerprint of the server's certificate. */
  public static final Fact<Text> SHA256 =
      text("certificate.sha256", "SHA-256 over the server's certificate, in hex", "none")
          .changing();

  /** Names in the server's certificate. */
  public static final Fact<TextSet> NAMES =
      texts(
          "certificate.names",
          "Names in the certificate, as dns:NAME, srv:_SERVICE.NAME, xmpp:JID, ip:ADDRESS",
          "RFC 6120, section 13.7.1.2");

  /** How the certificate names the domain. */
  public static final Fact<Text> IDENTITY =
      text(
          "certificate.identity",
          "Which kind of name in the certificate matches the XMPP domain; 'common-name' counts for"
              + " Prosody 0.12 and not for 13",
          "RFC 6120, section 13.7.1.2; RFC 9525, section 6",
          "dns",
          "srv",
          "xmpp-addr",
          "common-name",
          "none");

  /** Whether the chain leads to a trust anchor. */
  public static final Fact<Text> TRUST =
      text(
          "certificate.trust",
          "Whether the chain as served leads to a trusted root of this machine's Java or of --trust."
              + " 'unknown-issuer' is a chain up to a root that is not trusted; 'incomplete' ends"
              + " before a root: an intermediate is missing, or a private root was not served",
          "RFC 5280, section 6",
          "trusted",
          "self-signed",
          "unknown-issuer",
          "incomplete",
          "expired",
          "not-yet-valid",
          "invalid");

  /** Whether that trust anchor is one that everybody knows. */
  public static final Fact<Flag> PUBLIC_ROOT =
      flag(
          "certificate.public-root",
          "The trusted root is one of this machine's Java, and not of --trust alone",
          "RFC 5280, section 6");

  /** Whether the certificates are those that the DNS promises. */
  public static final Fact<Text> DANE =
      text(
          "certificate.dane",
          "Whether the chain served is one that the TLSA records of this SRV target and port ask"
              + " for: any one of them is enough. 'unusable': nobody can use any of them;"
              + " 'insecure': they, or the SRV records, are not signed, and count for nothing",
          "RFC 7673, section 4; RFC 7671; RFC 6698, section 2.1",
          "matches",
          "mismatch",
          "none",
          "unusable",
          "insecure");

  /** TLSA records that promise nothing. */
  public static final Fact<TextSet> DANE_UNUSABLE =
      texts(
          "certificate.dane-unusable",
          "TLSA records of this SRV target and port that nobody can use, each with the reason",
          "RFC 6698, section 4.1");

  /** Start of validity. */
  public static final Fact<Moment> NOT_BEFORE =
      moment(
              "certificate.not-before",
              "When the certificate becomes valid",
              "RFC 5280, section 4.1.2.5")
          .changing();

  /** End of validity. */
  public static final Fact<Moment> NOT_AFTER =
      moment("certificate.not-after", "When the certificate ends", "RFC 5280, section 4.1.2.5")
          .changing();

  /** Length of validity. */
  public static final Fact<Count> LIFETIME =
      count(
          "certificate.lifetime",
          Unit.SECONDS,
          "How long the certificate is valid in all, from its first moment to its last",
          "RFC 5280, section 4.1.2.5");

  /** Kind of key. */
  public static final Fact<Text> KEY_TYPE =
      text("certificate.key-type", "Algorithm of the public key", "RFC 5280, section 4.1.2.7");

  /** Size of the key. */
  public static final Fact<Count> KEY_BITS =
      count("certificate.key-bits", Unit.BITS, "Size of the public key", "RFC 9325, section 4.5");

  /** Strength of the key on a common scale. */
  public static final Fact<Count> KEY_STRENGTH =
      count(
          "certificate.key-strength",
          Unit.BITS,
          "Strength of the public key in bits of a symmetric key: RSA 2048 is 112, P-256 is 128",
          "NIST SP 800-57 part 1, table 2");

  /** Signature algorithm. */
  public static final Fact<Text> SIGNATURE =
      text(
          "certificate.signature",
          "Algorithm with which the certificate is signed",
          "RFC 5280, section 4.1.1.2");

  /** Whether a signature in the chain rests on a broken hash. */
  public static final Fact<Flag> WEAK_SIGNATURE =
      flag(
          "certificate.weak-signature",
          "A certificate below the root is signed with MD5 or SHA-1",
          "RFC 9325, section 4.5");

  /** Extended key usages. */
  public static final Fact<TextSet> PURPOSES =
      texts(
          "certificate.purposes",
          "Extended key usages, as serverAuth, clientAuth or an OID; 'any' where there is no such"
              + " extension",
          "RFC 5280, section 4.2.1.12");

  /** Length of the chain. */
  public static final Fact<Count> CHAIN_LENGTH =
      count(
          "certificate.chain-length", Unit.COUNT, "Certificates served", "RFC 8446, section 4.4.2");

  /** Whether each certificate is followed by its issuer. */
  public static final Fact<Flag> CHAIN_ORDERED =
      flag(
          "certificate.chain-ordered",
          "Each certificate served is followed by its issuer's, with nothing else between",
          "RFC 8446, section 4.4.2");

  /** Signed certificate timestamps within. */
  public static final Fact<Count> TIMESTAMPS =
      count(
          "certificate.timestamps",
          Unit.COUNT,
          "Promises of public logs within the certificate or beside it in the handshake (signed"
              + " certificate timestamps); those in an OCSP response are not counted",
          "RFC 6962, section 3.3");

  /** Whether there is an OCSP responder. */
  public static final Fact<Flag> OCSP_RESPONDER =
      flag(
          "certificate.ocsp-responder",
          "The certificate names a server that tells whether it was revoked",
          "RFC 5280, section 4.2.2.1");

  /** Whether clients may insist on a staple. */
  public static final Fact<Flag> MUST_STAPLE =
      flag(
          "certificate.must-staple",
          "The certificate promises that an OCSP response always comes with it",
          "RFC 7633, section 4.2.3.1");

  /** Whether an OCSP response came with it. */
  public static final Fact<Flag> STAPLED =
      flag(
          "certificate.stapled", "An OCSP response came with the handshake", "RFC 6066, section 8");

  private CertificateFacts() {}
}
