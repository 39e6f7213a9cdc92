package io.github.prosodyprobe.fact;

import io.github.prosodyprobe.text.Untrusted;

/**
 * Why something could not be observed.
 *
 * @param code a word of the fixed vocabulary
 * @param parameter what the code leaves open, such as the alert's name; empty where there is none
 * @param detail a sentence for a person; may quote the peer
 */
public record Reason(ReasonCode code, Untrusted parameter, Untrusted detail) {

  /** A reason whose code says it all. */
  public static Reason of(ReasonCode code, String detail) {
    return new Reason(code, Untrusted.of(""), Untrusted.of(detail));
  }

  /** A reason such as {@code tls-alert:handshake_failure}. */
  public static Reason of(ReasonCode code, String parameter, String detail) {
    return new Reason(code, Untrusted.of(parameter), Untrusted.of(detail));
  }

  /** The code with its parameter, as reports write it. */
  public String word() {
    return parameter.is("") ? code.word() : code.word() + ":" + parameter;
  }

  @Override
  public String toString() {
    return word() + " (" + detail + ")";
  }
}
