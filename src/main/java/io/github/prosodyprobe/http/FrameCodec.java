package io.github.prosodyprobe.http;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.Frame.Opcode;
import io.github.prosodyprobe.net.PeerException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes a client's frames and reads a server's (RFC 6455, section 5), without any extension. */
final class FrameCodec {

  /** Bytes of a frame, and of a message of several. */
  static final int MESSAGE_BYTES = 256 << 10;

  private static final int CONTROL_BYTES = 125;
  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int MASKED = 0x80;

  private FrameCodec() {}

  /** A frame as a client sends it: whole, and masked with four bytes that nobody can foresee. */
  static byte[] encoded(Opcode opcode, byte[] payload, byte[] mask) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write(FINAL | opcode.code());
    if (payload.length <= CONTROL_BYTES) {
      frame.write(MASKED | payload.length);
    } else if (payload.length <= 0xFFFF) {
      frame.write(MASKED | 126);
      writeNumber(frame, payload.length, 2);
    } else {
      frame.write(MASKED | 127);
      writeNumber(frame, payload.length, 8);
    }
    frame.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ mask[i % 4]);
    }
    return frame.toByteArray();
  }

  private static void writeNumber(ByteArrayOutputStream frame, long number, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      frame.write((int) (number >>> shift));
    }
  }

  /**
   * Reads a frame behind its first byte.
   *
   * @throws PeerException with {@link ReasonCode#PROTOCOL_VIOLATION} or {@link
   *     ReasonCode#BUDGET_EXCEEDED}
   */
  static Frame read(int first, WireBytes bytes) throws PeerException {
    if ((first & RESERVED) != 0) {
      throw violation("a frame of an extension that was not agreed on");
    }
    Opcode opcode =
        Arrays.stream(Opcode.values())
            .filter(one -> one.code() == (first & 0x0F))
            .findFirst()
            .orElseThrow(() -> violation("a frame of the unknown type " + (first & 0x0F)));
    boolean isFinal = (first & FINAL) != 0;
    int second = bytes.require();
    if ((second & MASKED) != 0) {
      throw violation("a masked frame from a server");
    }
    long length = length(second, bytes);
    if (opcode.isControl() && (length > CONTROL_BYTES || !isFinal)) {
      throw violation("a control frame that is long or in pieces");
    }
    if (length > MESSAGE_BYTES) {
      throw PeerException.of(
          ReasonCode.BUDGET_EXCEEDED, "a frame of " + length + " bytes is more than we read");
    }
    return new Frame(isFinal, opcode, bytes.take((int) length));
  }

  private static long length(int second, WireBytes bytes) throws PeerException {
    if (second < 126) {
      return second;
    }
    int digits = second == 126 ? 2 : 8;
    long length = 0;
    for (int i = 0; i < digits; i++) {
      length = (length << 8) | bytes.require();
    }
    if (length < 0) {
      throw violation("a frame whose length has its highest bit set");
    }
    if (length <= (digits == 2 ? CONTROL_BYTES : 0xFFFF)) {
      throw violation("a frame length in more bytes than it needs");
    }
    return length;
  }

  static PeerException violation(String detail) {
    return PeerException.of(ReasonCode.PROTOCOL_VIOLATION, detail);
  }
}
