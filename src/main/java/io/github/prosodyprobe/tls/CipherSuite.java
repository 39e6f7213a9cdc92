package io.github.prosodyprobe.tls;

import java.util.List;

/**
 * A cipher suite and what its name says about it.
 *
 * @param code the two bytes on the wire, or three for a cipher kind of SSL 2
 * @param name IANA's name, or the code in hex where there is none
 */
public record CipherSuite(int code, String name) {

  private static final List<String> BROKEN_PARTS =
      List.of("NULL", "_anon_", "EXPORT", "RC2", "RC4", "DES", "IDEA", "FORTEZZA");
  private static final List<String> AEAD_PARTS =
      List.of("_GCM", "_CCM", "POLY1305", "AEGIS", "_MGM_");
  private static final List<String> EPHEMERAL_PARTS =
      List.of("_ECDHE_", "_DHE_", "_anon_", "_SRP_", "_ECCPWD_");

  /** The suite with this code, named by the registry or by the code itself. */
  public static CipherSuite of(int code) {
    return CipherSuites.find(code)
        .orElseGet(() -> new CipherSuite(code, String.format("0x%04X", code)));
  }

  /** Whether the suite belongs to TLS 1.3, which shares none with older versions. */
  public boolean isForTls13() {
    return code >> 8 == 0x13
        || code == 0x00C6
        || code == 0x00C7
        || code == 0xC0B4
        || code == 0xC0B5
        || (code >= 0xC103 && code <= 0xC106);
  }

  /** Whether the suite is a cipher kind of SSL 2. */
  public boolean isForSsl2() {
    return code > 0xFFFF;
  }

  /** Whether versions before TLS 1.2 may negotiate it: they know neither AEAD nor SHA-2. */
  public boolean isForBeforeTls12() {
    return !isForTls13()
        && !isForSsl2()
        && !isAead()
        && !name.endsWith("SHA256")
        && !name.endsWith("SHA384")
        && !name.endsWith("OMAC");
  }

  /** Whether the key exchange is ephemeral (RFC 9325, section 4.1). */
  public boolean isForwardSecret() {
    return isForTls13() || hasAny(EPHEMERAL_PARTS);
  }

  /** Whether it is authenticated encryption (RFC 5246, section 6.2.3.3). */
  public boolean isAead() {
    return hasAny(AEAD_PARTS);
  }

  /** Whether a part of it no longer protects, or nothing is encrypted or authenticated at all. */
  public boolean isBroken() {
    return isForSsl2() || encryptsNothing() || hasAny(BROKEN_PARTS);
  }

  /** Whether the server sends an ephemeral elliptic-curve key in a ServerKeyExchange. */
  public boolean isEcdhe() {
    return name.contains("_ECDHE_") || name.contains("_ECDH_anon_");
  }

  /** Whether the server sends an ephemeral finite-field key in a ServerKeyExchange. */
  public boolean isDhe() {
    return name.contains("_DHE_") || name.contains("_DH_anon_");
  }

  /** Whether an identity hint comes before the key in a ServerKeyExchange (RFC 4279, section 3). */
  boolean hasIdentityHint() {
    return name.contains("_PSK_");
  }

  /** Whether the server proves itself with an ECDSA certificate. */
  boolean isEcdsa() {
    return name.contains("_ECDSA_");
  }

  /** RFC 9150: two TLS 1.3 suites that protect integrity only. */
  private boolean encryptsNothing() {
    return code == 0xC0B4 || code == 0xC0B5;
  }

  private boolean hasAny(List<String> parts) {
    for (String part : parts) {
      if (name.contains(part)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return name;
  }
}
