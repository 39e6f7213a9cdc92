package io.github.prosodyprobe.net;

import io.github.prosodyprobe.fact.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Opens every TCP connection of a scan: checks the address, keeps to the announced number and the
 * pace, and hands out a {@link Wire} that is bounded in bytes and time.
 */
public final class Dialer {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final AddressPolicy addressPolicy;
  private final Pace pace;
  private final Budget budget;

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
    addressPolicy.check(address);
    Pace.Turn turn = pace.await(endpoint, address.getAddress(), deadline);
    Socket socket = new Socket();
    try {
      budget.takeConnection();
      socket.setTcpNoDelay(true);
      socket.connect(address, deadline.orIn(CONNECT_TIMEOUT).remainingMillis());
      return new Connection(socket, deadline, turn, new Transcript());
    } catch (IOException e) {
      turn.giveBack();
      closeUnconnected(socket);
      throw PeerException.from(e);
    }
  }

  private static void closeUnconnected(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It never was a connection; the failure to make one is what gets reported.
    }
  }
}
