package io.github.prosodyprobe.tls;

import java.util.Arrays;

/** Bytes that came in pieces, taken from the front. Whoever fills it bounds it. */
final class ByteQueue {

  private byte[] bytes = new byte[4096];
  private int start;
  private int end;

  void add(byte[] more, int length) {
    if (end + length > bytes.length) {
      byte[] larger = new byte[Math.max(bytes.length, 2 * (size() + length))];
      System.arraycopy(bytes, start, larger, 0, size());
      end = size();
      start = 0;
      bytes = larger;
    }
    System.arraycopy(more, 0, bytes, end, length);
    end += length;
  }

  int size() {
    return end - start;
  }

  /** The byte at this distance from the front, without a sign. */
  int at(int index) {
    return bytes[start + index] & 0xFF;
  }

  byte[] take(int length) {
    byte[] front = Arrays.copyOfRange(bytes, start, start + length);
    start += length;
    return front;
  }
}
