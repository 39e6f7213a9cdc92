package io.github.prosodyprobe.http;

/**
 * A frame of a WebSocket (RFC 6455, section 5.2), without its mask.
 *
 * @param isFinal whether it ends its message
 */
record Frame(boolean isFinal, Opcode opcode, byte[] payload) {

  /** What a frame is. */
  enum Opcode {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xA);

    private final int code;

    Opcode(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    /** Control frames may stand within a message, and are short and whole. */
    boolean isControl() {
      return code >= 0x8;
    }
  }
}
