package io.github.prosodyprobe.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes numbers and length-prefixed vectors as TLS has them (RFC 8446, section 3). */
final class WireWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  WireWriter uint8(int value) {
    bytes.write(value);
    return this;
  }

  WireWriter uint16(int value) {
    return uint8(value >> 8).uint8(value);
  }

  WireWriter uint24(int value) {
    return uint8(value >> 16).uint16(value);
  }

  WireWriter raw(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }

  WireWriter ascii(String text) {
    return raw(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** A vector with a length of one byte. */
  WireWriter vector8(WireWriter content) {
    return uint8(content.size()).raw(content.toBytes());
  }

  /** A vector with a length of two bytes. */
  WireWriter vector16(WireWriter content) {
    return uint16(content.size()).raw(content.toBytes());
  }

  int size() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
