package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** The inside of a TLS connection whose peer was verified; carries Java's records over a wire. */
final class VerifiedWire implements Wire {

  private static final int READ_SIZE = 1 << 14;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Wire wire;
  private final SSLEngine engine;
  private final byte[] received = new byte[READ_SIZE];

  /** What has come, ready to be decrypted: less than a record, and one read more. */
  private final ByteBuffer encrypted;

  /** What was decrypted, ready to be read. */
  private final ByteBuffer plain;

  VerifiedWire(Wire wire, SSLEngine engine) {
    this.wire = wire;
    this.engine = engine;
    this.encrypted =
        ByteBuffer.allocate(engine.getSession().getPacketBufferSize() + READ_SIZE).flip();
    this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
  }

  /** Does the handshake; fails in Java's way where that refuses the peer. */
  void shakeHands() throws PeerException, SSLException {
    engine.beginHandshake();
    answer();
  }

  /** Says and hears what the handshake needs, or what the peer begins after it. */
  private void answer() throws PeerException, SSLException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> {
          for (Runnable task = engine.getDelegatedTask();
              task != null;
              task = engine.getDelegatedTask()) {
            task.run();
          }
        }
        case NEED_WRAP -> send(NOTHING.duplicate());
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!decrypt()) {
            throw PeerException.of(
                ReasonCode.TCP_CLOSED, "the peer closed the connection during the TLS handshake");
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  /** Takes the next record, waiting for it; false when there will be none. */
  private boolean decrypt() throws PeerException, SSLException {
    while (true) {
      plain.compact();
      SSLEngineResult result = engine.unwrap(encrypted, plain);
      plain.flip();
      switch (result.getStatus()) {
        case OK -> {
          return true;
        }
        case CLOSED -> {
          return false;
        }
        case BUFFER_UNDERFLOW -> {
          int count = wire.read(received);
          if (count < 0) {
            return false;
          }
          if (encrypted.compact().remaining() < count) {
            throw tooLong();
          }
          encrypted.put(received, 0, count).flip();
        }
        case BUFFER_OVERFLOW -> throw tooLong();
      }
    }
  }

  /** Java takes records of twice the length that there may be; the buffers do not. */
  private static PeerException tooLong() {
    return PeerException.of(
        ReasonCode.TLS_VIOLATION, "the peer sent a record that is longer than TLS allows");
  }

  private void send(ByteBuffer content) throws PeerException, SSLException {
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    do {
      SSLEngineResult result = engine.wrap(content, record.clear());
      record.flip();
      if (record.hasRemaining()) {
        byte[] bytes = new byte[record.remaining()];
        record.get(bytes);
        wire.write(bytes);
      }
      if (result.getStatus() == Status.CLOSED) {
        return;
      }
    } while (content.hasRemaining());
  }

  @Override
  public int read(byte[] buffer) throws PeerException {
    try {
      while (!plain.hasRemaining()) {
        if (!decrypt()) {
          return -1;
        }
        answer();
      }
    } catch (SSLException e) {
      throw violation(e);
    }
    int count = Math.min(buffer.length, plain.remaining());
    plain.get(buffer, 0, count);
    return count;
  }

  @Override
  public void write(byte[] bytes) throws PeerException {
    try {
      send(ByteBuffer.wrap(bytes));
    } catch (SSLException e) {
      throw violation(e);
    }
  }

  static PeerException violation(SSLException failure) {
    return PeerException.of(ReasonCode.TLS_VIOLATION, String.valueOf(failure.getMessage()));
  }

  @Override
  public void limit(Deadline deadline) {
    wire.limit(deadline);
  }

  @Override
  public Transcript transcript() {
    return wire.transcript();
  }

  /** Sends close_notify, or the alert that is due, and closes. */
  @Override
  public void close() {
    try {
      engine.closeOutbound();
      send(NOTHING.duplicate());
    } catch (PeerException | SSLException _) {
      wire.transcript().note("the peer did not wait for close_notify");
    } finally {
      wire.close();
    }
  }
}
