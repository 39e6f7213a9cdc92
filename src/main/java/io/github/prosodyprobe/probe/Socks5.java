package io.github.prosodyprobe.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Messages of SOCKS5 (RFC 1928) as bytestreams use them (XEP-0065). */
final class Socks5 {

  /** Version 5, one method: no authentication. */
  static final byte[] GREETING = {5, 1, 0};

  private static final int HASH_BYTES = 20;

  private Socks5() {}

  /** Whether this is the server's choice of a method. */
  static boolean isMethodSelection(byte[] received) {
    return received.length == 2 && received[0] == 5;
  }

  /** Whether the server lets us in without authentication. */
  static boolean letsIn(byte[] selection) {
    return isMethodSelection(selection) && selection[1] == 0;
  }

  /**
   * Asks to be connected to a hash that nobody has registered, port 0 (XEP-0065, section 5.3.2). As
   * a host it is a name that does not exist, so that nobody is connected to even by an open proxy.
   */
  static byte[] connectToNobody(RandomGenerator random) {
    byte[] bytes = new byte[HASH_BYTES];
    random.nextBytes(bytes);
    byte[] hash = HexFormat.of().formatHex(bytes).getBytes(US_ASCII);
    return ByteBuffer.allocate(hash.length + 7)
        .put(new byte[] {5, 1, 0, 3, (byte) hash.length})
        .put(hash)
        .array();
  }

  /** The meaning of the answer to {@link #connectToNobody}, by its second byte, the reply. */
  static String meaning(byte[] answer) {
    if (answer[0] != 5) {
      return "error";
    }
    return switch (answer[1]) {
      case 0 -> "waits";
      case 2 -> "refused";
      case 3, 4 -> "tried";
      default -> "error";
    };
  }

  /** Bytes as evidence shows them. */
  static String shown(byte[] message) {
    return HexFormat.ofDelimiter(" ").formatHex(message, 0, Math.min(message.length, 64));
  }
}
