package io.github.prosodyprobe.dns;

import java.util.Locale;

/** What a validating resolver makes of the signatures of an answer (RFC 4033, section 5). */
public enum Validation {
  /** Signed by an unbroken chain from a trust anchor. */
  SECURE,
  /** Not signed, and allowed to be so. */
  INSECURE,
  /** It should be signed, and is not, or wrongly. */
  BOGUS;

  /** The word in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
