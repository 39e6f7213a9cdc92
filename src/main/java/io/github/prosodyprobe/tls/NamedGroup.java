package io.github.prosodyprobe.tls;

/**
 * A group for key exchange.
 *
 * @param code the two bytes on the wire
 * @param name IANA's name, or the code in hex where there is none
 */
public record NamedGroup(int code, String name) {

  private static final int LAST_CURVE_BEFORE_TLS13 = 30;

  /** The group with this code, named by the registry or by the code itself. */
  public static NamedGroup of(int code) {
    return NamedGroups.find(code)
        .orElseGet(() -> new NamedGroup(code, String.format("0x%04X", code)));
  }

  /** Whether it is a curve for ECDHE below TLS 1.3 (RFC 8422, section 5.1.1; RFC 7027). */
  public boolean isCurveBeforeTls13() {
    return code <= LAST_CURVE_BEFORE_TLS13;
  }

  /** Whether it stands for curves that the peer would describe itself (RFC 4492, section 5.1.1). */
  public boolean isArbitrary() {
    return code >> 8 == 0xFF;
  }

  @Override
  public String toString() {
    return name;
  }
}
