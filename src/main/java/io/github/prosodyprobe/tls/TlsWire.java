package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;
import org.jspecify.annotations.Nullable;

/** The inside of a TLS connection; as bounded in bytes and time as the wire that carries it. */
public final class TlsWire implements Wire {

  private static final int READ_SIZE = 1 << 14;

  private final EncryptedRecords records;
  private final TlsSession session;
  private @Nullable PeerException pending;

  TlsWire(EncryptedRecords records, TlsSession session) {
    this.records = records;
    this.session = session;
  }

  /** What the handshake agreed on. */
  public TlsSession session() {
    return session;
  }

  @Override
  public int read(byte[] buffer) throws PeerException {
    records.flush();
    byte[] encrypted = new byte[READ_SIZE];
    while (records.protocol().getAvailableInputBytes() == 0) {
      if (pending != null) {
        throw pending;
      }
      if (records.protocol().isClosed() || !fill(encrypted)) {
        return -1;
      }
    }
    return records.protocol().readInput(buffer, 0, buffer.length);
  }

  /** What came in front of a fatal alert in the same segment was still said, and is read first. */
  private boolean fill(byte[] encrypted) {
    try {
      return records.fill(encrypted);
    } catch (PeerException e) {
      pending = e;
      return true;
    }
  }

  @Override
  public void write(byte[] bytes) throws PeerException {
    records.encrypt(bytes);
    records.flush();
  }

  @Override
  public void limit(Deadline deadline) {
    records.limit(deadline);
  }

  @Override
  public Transcript transcript() {
    return records.transcript();
  }

  @Override
  public void close() {
    records.close();
  }
}
