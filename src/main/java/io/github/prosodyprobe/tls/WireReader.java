package io.github.prosodyprobe.tls;

import java.util.Arrays;

/** Reads numbers and length-prefixed vectors as TLS has them, never past the end. */
final class WireReader {

  private final byte[] bytes;
  private final int end;
  private int position;

  WireReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private WireReader(byte[] bytes, int position, int end) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  int remaining() {
    return end - position;
  }

  int uint8() throws MalformedFlightException {
    need(1);
    return bytes[position++] & 0xFF;
  }

  int uint16() throws MalformedFlightException {
    need(2);
    return uint8() << 8 | uint8();
  }

  int uint24() throws MalformedFlightException {
    need(3);
    return uint8() << 16 | uint16();
  }

  /** A part of this length. */
  WireReader part(int length) throws MalformedFlightException {
    need(length);
    WireReader part = new WireReader(bytes, position, position + length);
    position += length;
    return part;
  }

  /** A vector with a length of one byte. */
  WireReader vector8() throws MalformedFlightException {
    return part(uint8());
  }

  /** A vector with a length of two bytes. */
  WireReader vector16() throws MalformedFlightException {
    return part(uint16());
  }

  /** A vector with a length of three bytes. */
  WireReader vector24() throws MalformedFlightException {
    return part(uint24());
  }

  /** All that is left. */
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, position, end);
    position = end;
    return rest;
  }

  private void need(int length) throws MalformedFlightException {
    if (length > remaining()) {
      throw new MalformedFlightException(
          length + " bytes announced where " + remaining() + " are left");
    }
  }
}
