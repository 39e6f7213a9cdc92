package io.github.prosodyprobe.net;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.ReasonCode;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens every TCP connection of a scan: checks the address, keeps to the announced number and the
 * pace, and hands out a {@link Wire} that is bounded in bytes and time.
 */
public final class Dialer {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final AddressPolicy addressPolicy;
  private final Pace pace;
  private final Budget budget;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean hungUp;

  /** A dialer for one scan. */
  public Dialer(AddressPolicy addressPolicy, Pace pace, Budget budget) {
    this.addressPolicy = addressPolicy;
    this.pace = pace;
    this.budget = budget;
  }

  /**
   * Connects.
   *
   * @param endpoint the listener that the connection counts for
   * @param address where to, resolved already: what was checked is what is dialled
   * @param deadline when the whole conversation must be over
   * @throws PeerException when the address is refused by us or the connection by the peer
   */
  public Wire dial(Endpoint endpoint, InetSocketAddress address, Deadline deadline)
      throws PeerException, InterruptedException {
    return dial(endpoint, address, deadline, deadline.remaining());
  }

  /**
   * Connects to somebody who need not be there.
   *
   * @param endpoint the listener that the connection counts for
   * @param address where to, resolved already: what was checked is what is dialled
   * @param deadline when to give up waiting for a free connection, and all else
   * @param patience how long the conversation may take from the first packet on, connecting
   *     included
   * @throws PeerException when the address is refused by us or the connection by the peer
   */
  public Wire dial(
      Endpoint endpoint, InetSocketAddress address, Deadline deadline, Duration patience)
      throws PeerException, InterruptedException {
    addressPolicy.check(address);
    Pace.Turn turn = pace.await(endpoint, address.getAddress(), deadline);
    Deadline conversation = deadline.orIn(patience);
    Socket socket = new Socket();
    open.add(socket);
    try {
      requireNotHungUp();
      budget.takeConnection();
      socket.setTcpNoDelay(true);
      socket.connect(address, conversation.orIn(CONNECT_TIMEOUT).remainingMillis());
      return new Connection(socket, conversation, this, turn);
    } catch (IOException e) {
      release(socket, turn);
      requireNotHungUp();
      throw PeerException.from(e);
    }
  }

  /**
   * Exchanges datagrams; counts as one connection.
   *
   * @param endpoint the listener that it counts for
   * @param address where to, resolved already
   * @param deadline when the whole conversation must be over
   * @throws PeerException when the address is refused by us
   */
  public Datagrams datagrams(Endpoint endpoint, InetSocketAddress address, Deadline deadline)
      throws PeerException, InterruptedException {
    addressPolicy.checkDatagrams(address);
    Pace.Turn turn = pace.await(endpoint, address.getAddress(), deadline);
    DatagramSocket socket = null;
    try {
      socket = new DatagramSocket();
      open.add(socket);
      requireNotHungUp();
      budget.takeConnection();
      // Connected, so that the kernel drops datagrams from any other address.
      socket.connect(address);
      return new Datagrams(socket, deadline, this, turn);
    } catch (IOException e) {
      if (socket == null) {
        turn.giveBack();
      } else {
        release(socket, turn);
      }
      requireNotHungUp();
      throw PeerException.from(e);
    }
  }

  /** Ends all conversations, and lets no other begin. Those who wait for a peer learn of it. */
  public void hangUp() {
    hungUp = true;
    open.forEach(Dialer::close);
  }

  /** Tells our own hanging up from what a peer does. */
  void requireNotHungUp() throws PeerException {
    if (hungUp) {
      throw PeerException.of(ReasonCode.INTERRUPTED, "the scan was stopped before this was seen");
    }
  }

  /** Closes a connection and gives its place to the next one. */
  void release(Closeable socket, Pace.Turn turn) {
    close(socket);
    open.remove(socket);
    turn.giveBack();
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // The peer is gone already; there is nothing left to close properly.
    }
  }
}
