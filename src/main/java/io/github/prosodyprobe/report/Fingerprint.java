package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts, by which two runs recognise the same thing. */
public final class Fingerprint {

  private Fingerprint() {}

  /**
   * Of a check at a place, whatever was seen there: rewording or moving the check in its file must
   * not make it another one, nor may two hosts that fail the same line look alike.
   */
  static String of(String target, Finding finding) {
    return of(target, finding.check(), finding.endpoint());
  }

  /** The same of a check that was not at this place when it was evaluated. */
  static String of(String target, String check, Endpoint endpoint) {
    return hex(check + "\n" + target + "\n" + endpoint.named(target));
  }

  /** The digest of a text, in hexadecimal digits. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
