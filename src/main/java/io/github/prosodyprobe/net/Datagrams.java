package io.github.prosodyprobe.net;

import io.github.prosodyprobe.fact.ReasonCode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Datagrams to and from one peer, bounded in number, size and time. */
public final class Datagrams implements AutoCloseable {

  /** Bytes of a datagram that are read; an Ethernet frame carries no more. */
  public static final int LARGEST = 1_500;

  /** Datagrams that are read in one conversation; whoever sends more floods us. */
  public static final int MOST = 16;

  private final DatagramSocket socket;
  private final Deadline deadline;
  private final Dialer dialer;
  private final Pace.Turn turn;
  private final Transcript transcript = new Transcript();
  private final AtomicBoolean closed = new AtomicBoolean();
  private int received;

  Datagrams(DatagramSocket socket, Deadline deadline, Dialer dialer, Pace.Turn turn) {
    this.socket = socket;
    this.deadline = deadline;
    this.dialer = dialer;
    this.turn = turn;
  }

  /** Sends one datagram. */
  public void send(byte[] datagram) throws PeerException {
    try {
      socket.send(new DatagramPacket(datagram, datagram.length));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Waits for one datagram of the peer.
   *
   * @param wait until when
   * @return what came, cut to {@value #LARGEST} bytes, or empty when nothing did
   * @throws PeerException with {@link ReasonCode#UDP_REFUSED} when the host says that nobody is
   *     there, with {@link ReasonCode#BUDGET_EXCEEDED} behind {@value #MOST} datagrams
   */
  public Optional<byte[]> receive(Deadline wait) throws PeerException {
    Duration left = wait.remaining();
    if (left.isZero()) {
      return Optional.empty();
    }
    if (received == MOST) {
      throw PeerException.of(
          ReasonCode.BUDGET_EXCEEDED, "more than " + MOST + " datagrams answered one request");
    }
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    try {
      socket.setSoTimeout(deadline.orIn(left).remainingMillis());
      socket.receive(packet);
    } catch (SocketTimeoutException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(e);
    }
    received++;
    return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
  }

  private PeerException failed(IOException e) throws PeerException {
    dialer.requireNotHungUp();
    return e instanceof PortUnreachableException
        ? PeerException.of(ReasonCode.UDP_REFUSED, "the host answers that the port is unreachable")
        : PeerException.from(e);
  }

  /** What was said so far. */
  public Transcript transcript() {
    return transcript;
  }

  /** Ends the conversation; never throws, and may be called twice. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      dialer.release(socket, turn);
    }
  }
}
