package io.github.prosodyprobe.tls;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Recognises the well-known groups among the primes that servers send. */
final class FiniteFieldGroup {

  private static final Map<String, String> BY_DIGEST = NamedCodes.read("dh-groups.txt");

  private FiniteFieldGroup() {}

  /** A known name such as {@code ffdhe2048} or {@code modp2048}, or {@code unknown (N bits)}. */
  static String name(BigInteger prime) {
    byte[] bytes = prime.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    MessageDigest digest = sha256();
    digest.update(bytes, sign, bytes.length - sign);
    String name = BY_DIGEST.get(HexFormat.of().formatHex(digest.digest()));
    return name != null ? name : "unknown (" + prime.bitLength() + " bits)";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
