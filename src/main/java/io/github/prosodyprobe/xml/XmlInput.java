package io.github.prosodyprobe.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Turns the bytes of a wire into the characters of XML 1.0: strictly UTF-8, counted, one at a time.
 *
 * <p>It never waits for a byte that the character at hand does not need.
 */
final class XmlInput {

  /** Bytes read from one stream. */
  static final int STREAM_BYTES = 1 << 20;

  /** Bytes in one item: the stream header, or one top-level element. */
  static final int ITEM_BYTES = 256 << 10;

  /** Bytes of an item that are kept to be shown. */
  private static final int SHOWN_BYTES = 4_096;

  /** The smallest character that needs so many bytes behind the first (RFC 3629, section 3). */
  private static final int[] SMALLEST = {0, 0x80, 0x800, 0x10000};

  private static final int NONE = -1;

  private final Wire wire;
  private final byte[] buffer = new byte[8_192];
  private int position;
  private int limit;
  private int consumed;
  private int itemStart;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private int peeked = NONE;
  private boolean afterCarriageReturn;

  XmlInput(Wire wire) {
    this.wire = wire;
  }

  /** The next item starts with the next byte. */
  void startItem() {
    itemStart = consumed;
    shown.reset();
  }

  /** What the item consists of so far, as far as it is kept. */
  String item() {
    return shown.toString(UTF_8);
  }

  /** What has arrived of the item and behind it, byte by byte, whatever it is. */
  String arrived(int atMost) {
    byte[] behind = Arrays.copyOfRange(buffer, position, limit);
    String all = shown.toString(ISO_8859_1) + new String(behind, ISO_8859_1);
    return all.substring(0, Math.min(all.length(), atMost));
  }

  /** Bytes that have arrived and were not looked at. */
  int unread() {
    return limit - position;
  }

  /** Looks at the next character without taking it. */
  int peek() throws PeerException {
    if (peeked == NONE) {
      peeked = decode();
    }
    return peeked;
  }

  /** Takes the next character; the ends of lines are {@code \n} (XML 1.0, section 2.11). */
  int next() throws PeerException {
    int c = peek();
    peeked = NONE;
    return c;
  }

  private int decode() throws PeerException {
    int c = decodeOne();
    if (c == '\n' && afterCarriageReturn) {
      c = decodeOne();
    }
    // Remembered instead of looking ahead: the byte behind a carriage return may never come.
    afterCarriageReturn = c == '\r';
    return afterCarriageReturn ? '\n' : c;
  }

  private int decodeOne() throws PeerException {
    int first = takeByte();
    if (first < 0x80) {
      return allowed(first);
    }
    int following = bytesFollowing(first);
    if (following == 0) {
      throw XmlFaults.malformed("the byte 0x%02x cannot start a UTF-8 character".formatted(first));
    }
    int c = first & (0x3F >> following);
    for (int i = 0; i < following; i++) {
      int next = takeByte();
      if ((next & 0xC0) != 0x80) {
        throw XmlFaults.malformed("the byte 0x%02x does not continue UTF-8".formatted(next));
      }
      c = (c << 6) | (next & 0x3F);
    }
    if (c < SMALLEST[following]) {
      throw XmlFaults.malformed("an overlong UTF-8 form of U+%04X".formatted(c));
    }
    return allowed(c);
  }

  private static int bytesFollowing(int first) {
    if (first >= 0xC2 && first <= 0xDF) {
      return 1;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      return 2;
    }
    return first >= 0xF0 && first <= 0xF4 ? 3 : 0;
  }

  private static int allowed(int c) throws PeerException {
    if (!XmlCharacters.isAllowed(c)) {
      throw XmlFaults.malformed("the character U+%04X".formatted(c));
    }
    return c;
  }

  private int takeByte() throws PeerException {
    if (consumed >= STREAM_BYTES) {
      throw XmlFaults.tooMuch("the stream is longer than " + STREAM_BYTES + " bytes");
    }
    if (consumed - itemStart >= ITEM_BYTES) {
      throw XmlFaults.tooMuch("an element is longer than " + ITEM_BYTES + " bytes");
    }
    while (position == limit) {
      position = 0;
      limit = 0;
      int count = wire.read(buffer);
      if (count < 0) {
        throw PeerException.of(
            ReasonCode.TCP_CLOSED, "the peer closed the connection instead of an answer");
      }
      limit = count;
    }
    byte one = buffer[position++];
    consumed++;
    if (shown.size() < SHOWN_BYTES) {
      shown.write(one);
    }
    return one & 0xFF;
  }
}
