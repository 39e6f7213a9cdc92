package io.github.prosodyprobe.http;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;

/** The bytes of a wire, one or so many at a time. */
final class WireBytes {

  private final Wire wire;
  private final byte[] buffer = new byte[8_192];
  private int position;
  private int limit;

  WireBytes(Wire wire) {
    this.wire = wire;
  }

  /** The next byte without a sign, or -1 when the peer has closed. */
  int next() throws PeerException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, wire.read(buffer));
      if (limit == 0) {
        return -1;
      }
    }
    return buffer[position++] & 0xFF;
  }

  /** The next byte where one must follow. */
  int require() throws PeerException {
    int next = next();
    if (next < 0) {
      throw PeerException.of(
          ReasonCode.TCP_CLOSED, "the peer closed the connection in the middle of a message");
    }
    return next;
  }

  /** So many bytes; whoever asks has bounded it. */
  byte[] take(int count) throws PeerException {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) require();
    }
    return bytes;
  }
}
