package io.github.prosodyprobe.tls;

import java.security.PublicKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.OptionalInt;

/**
 * The public key of a certificate.
 *
 * @param type the algorithm: RSA, EC, Ed25519, Ed448, or Java's name for another
 * @param bits size of the modulus or of the field; empty where size says nothing or is not known
 * @param strength bits of a symmetric key of like strength (NIST SP 800-57 part 1, table 2); zero
 *     below the table's first line, empty for algorithms that it does not list
 */
public record CertificateKey(String type, OptionalInt bits, OptionalInt strength) {

  /** Takes a key. */
  public static CertificateKey of(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> finiteField("RSA", rsa.getModulus().bitLength());
      case DSAPublicKey dsa when dsa.getParams() != null ->
          finiteField("DSA", dsa.getParams().getP().bitLength());
      case ECPublicKey ec -> {
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        yield of("EC", bits, Math.min(256, bits / 2));
      }
      case EdECPublicKey edwards ->
          edwards.getParams().getName().equals("Ed25519")
              ? of("Ed25519", 256, 128)
              : of("Ed448", 456, 224);
      default -> new CertificateKey(key.getAlgorithm(), OptionalInt.empty(), OptionalInt.empty());
    };
  }

  private static CertificateKey finiteField(String type, int bits) {
    int strength =
        bits >= 15_360 ? 256 : bits >= 7_680 ? 192 : bits >= 3_072 ? 128 : bits >= 2_048 ? 112 : 0;
    return of(type, bits, strength == 0 && bits >= 1_024 ? 80 : strength);
  }

  private static CertificateKey of(String type, int bits, int strength) {
    return new CertificateKey(type, OptionalInt.of(bits), OptionalInt.of(strength));
  }
}
