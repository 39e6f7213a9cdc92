package io.github.prosodyprobe.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.PortFacts;
import java.util.HexFormat;

/**
 * Headers of the PROXY protocol that say that the connection comes from somebody else; the
 * addresses are those of documentation (RFC 5737), which nobody has.
 */
public enum ProxyHeader {
  /** A line of text (section 2.1). */
  V1(
      PortFacts.PROXY_HEADER_V1,
      "PROXY TCP4 192.0.2.1 192.0.2.2 56324 5222\r\n".getBytes(US_ASCII),
      "PROXY TCP4 192.0.2.1 192.0.2.2 56324 5222",
      "printf 'PROXY TCP4 192.0.2.1 192.0.2.2 56324 5222\\r\\n'"),

  /** Signature, version and command, family and protocol, length, addresses (section 2.2). */
  V2(
      PortFacts.PROXY_HEADER_V2,
      HexFormat.of().parseHex("0d0a0d0a000d0a515549540a" + "2111000c" + "c0000201c0000202dc041466"),
      "PROXY version 2: 192.0.2.1:56324 to 192.0.2.2:5222",
      "printf '\\r\\n\\r\\n\\000\\r\\nQUIT\\n!\\021\\000\\014"
          + "\\300\\000\\002\\001\\300\\000\\002\\002\\334\\004\\024\\146'");

  private final Fact<Text> fact;
  private final byte[] bytes;
  private final String shown;
  private final String byHand;

  ProxyHeader(Fact<Text> fact, byte[] bytes, String shown, String byHand) {
    this.fact = fact;
    this.bytes = bytes;
    this.shown = shown;
    this.byHand = byHand;
  }

  /** The fact that says what becomes of it. */
  Fact<Text> fact() {
    return fact;
  }

  /** The header as it is sent. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** The header as evidence shows it. */
  String shown() {
    return shown;
  }

  /** A shell command that writes it. */
  String byHand() {
    return byHand;
  }
}
