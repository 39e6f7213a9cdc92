package io.github.prosodyprobe.xml;

import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;

/** A wire of which all has arrived already. */
final class ArrivedWire implements Wire {

  private final byte[] bytes;
  private final Transcript transcript = new Transcript();
  private int position;

  ArrivedWire(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Bytes that nobody has read. */
  int unread() {
    return bytes.length - position;
  }

  @Override
  public int read(byte[] buffer) {
    int count = Math.min(buffer.length, unread());
    System.arraycopy(bytes, position, buffer, 0, count);
    position += count;
    return count == 0 ? -1 : count;
  }

  @Override
  public void write(byte[] answer) {
    throw new UnsupportedOperationException("nobody is at the other end");
  }

  @Override
  public void limit(Deadline deadline) {}

  @Override
  public Transcript transcript() {
    return transcript;
  }

  @Override
  public void close() {}
}
