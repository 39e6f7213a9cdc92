package io.github.prosodyprobe.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets a library that wants sockets speak over wires: whatever address it connects to, it gets a
 * wire of the one {@link WireOpener}, which has checked where it leads and what is inside of it.
 *
 * <p>It also remembers how the conversation on the latest wire went, since a library wraps or drops
 * the exceptions in which the wires say so. For one conversation at a time.
 */
public final class WireSocketFactory extends SocketFactory {

  private final WireOpener opener;
  private Deadline limit;
  private int opened;
  private long received;
  private long receivedInExchange;
  private boolean ended;
  private @Nullable PeerException fault;

  /**
   * A factory.
   *
   * @param limit how long the first exchange may take
   */
  public WireSocketFactory(WireOpener opener, Deadline limit) {
    this.opener = opener;
    this.limit = limit;
  }

  /** A new exchange begins, on the latest wire or on a new one, with this much time. */
  public void startExchange(Deadline exchangeLimit) {
    limit = exchangeLimit;
    receivedInExchange = 0;
    ended = false;
    fault = null;
  }

  /** How many wires were opened so far. */
  public int opened() {
    return opened;
  }

  /** Bytes that came over the latest wire. */
  public long received() {
    return received;
  }

  /** Whether the peer has sent anything in this exchange. */
  public boolean isAnswered() {
    return receivedInExchange > 0;
  }

  /** Whether the peer has closed its side in this exchange. */
  public boolean isEnded() {
    return ended;
  }

  /** The first fault of this exchange. */
  public Optional<PeerException> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public Socket createSocket() {
    return new WireSocket(this);
  }

  Wire open() throws IOException {
    received = 0;
    try {
      Wire wire = opener.open();
      opened++;
      return wire;
    } catch (PeerException e) {
      throw noted(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the scan is being stopped");
    }
  }

  int read(Wire wire, byte[] buffer) throws PeerException {
    wire.limit(limit);
    int count;
    try {
      count = wire.read(buffer);
    } catch (PeerException e) {
      throw noted(e);
    }
    if (count < 0) {
      ended = true;
      return count;
    }
    received += count;
    receivedInExchange += count;
    return count;
  }

  void write(Wire wire, byte[] bytes) throws PeerException {
    try {
      wire.write(bytes);
    } catch (PeerException e) {
      throw noted(e);
    }
  }

  private PeerException noted(PeerException e) {
    // What a library does behind its own closing says nothing of the peer.
    if (fault == null) {
      fault = e;
    }
    return e;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw unconnected();
  }

  private static UnsupportedOperationException unconnected() {
    return new UnsupportedOperationException("a wire is opened by connect() alone");
  }
}
