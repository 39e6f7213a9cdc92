package io.github.prosodyprobe.net;

import io.github.prosodyprobe.fact.ReasonCode;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One TCP connection, bounded in bytes and time.
 *
 * <p>Each read waits no longer than what is left of the deadline, so a peer that sends a byte a
 * second cannot stretch it, as it could stretch a plain socket time limit.
 */
final class Connection implements Wire {

  private final Socket socket;
  private final Deadline deadline;
  private volatile Deadline limit;
  private final Dialer dialer;
  private final Pace.Turn turn;
  private final Transcript transcript = new Transcript();
  private final AtomicBoolean closed = new AtomicBoolean();
  private long received;

  Connection(Socket socket, Deadline deadline, Dialer dialer, Pace.Turn turn) {
    this.socket = socket;
    this.deadline = deadline;
    this.limit = deadline;
    this.dialer = dialer;
    this.turn = turn;
  }

  @Override
  public int read(byte[] buffer) throws PeerException {
    int count;
    try {
      socket.setSoTimeout(limit.remainingMillis());
      count = socket.getInputStream().read(buffer);
    } catch (SocketTimeoutException _) {
      throw PeerException.of(
          ReasonCode.DEADLINE_EXCEEDED, "the peer did not answer within the time limit");
    } catch (IOException e) {
      dialer.requireNotHungUp();
      throw PeerException.from(e);
    }
    received += Math.max(count, 0);
    if (received > Budget.BYTES_PER_CONNECTION) {
      throw PeerException.of(
          ReasonCode.BUDGET_EXCEEDED,
          "the peer sent more than " + Budget.BYTES_PER_CONNECTION + " bytes on one connection");
    }
    return count;
  }

  @Override
  public void write(byte[] bytes) throws PeerException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      dialer.requireNotHungUp();
      throw PeerException.from(e);
    }
  }

  @Override
  public void limit(Deadline sooner) {
    limit = deadline.or(sooner);
  }

  @Override
  public Transcript transcript() {
    return transcript;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      dialer.release(socket, turn);
    }
  }
}
