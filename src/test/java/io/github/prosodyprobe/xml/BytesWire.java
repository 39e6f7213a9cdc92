package io.github.prosodyprobe.xml;

import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;

/** A wire on which given bytes arrive in pieces of a given size, and then the peer closes. */
final class BytesWire implements Wire {

  private final byte[] bytes;
  private final int pieceSize;
  private int position;
  private final Transcript transcript = new Transcript();

  BytesWire(byte[] bytes, int pieceSize) {
    this.bytes = bytes;
    this.pieceSize = pieceSize;
  }

  /** How many bytes were read. */
  int read() {
    return position;
  }

  @Override
  public int read(byte[] buffer) {
    int count = Math.min(Math.min(pieceSize, buffer.length), bytes.length - position);
    System.arraycopy(bytes, position, buffer, 0, count);
    position += count;
    return count == 0 ? -1 : count;
  }

  @Override
  public void write(byte[] sent) {
    throw new UnsupportedOperationException("nothing is sent here");
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
