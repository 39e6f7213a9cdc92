package io.github.prosodyprobe.net;

import io.github.prosodyprobe.fact.ReasonCode;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much a scan may ask of a peer and read from it: the connections that the plan announced, and
 * the bytes that one connection may bring.
 */
public final class Budget {

  /** Bytes read from one connection; a stream with a large certificate chain needs about 20 KiB. */
  public static final int BYTES_PER_CONNECTION = 1 << 20;

  private final int connections;
  private final AtomicInteger used = new AtomicInteger();

  /**
   * A budget.
   *
   * @param connections how many connections may be opened, as announced
   */
  public Budget(int connections) {
    this.connections = connections;
  }

  /** Takes one connection out of the budget. */
  void takeConnection() throws PeerException {
    if (used.incrementAndGet() > connections) {
      used.decrementAndGet();
      throw PeerException.of(
          ReasonCode.BUDGET_EXCEEDED,
          "all " + connections + " connections that the plan announced are used");
    }
  }

  /** Connections announced. */
  public int connectionsPlanned() {
    return connections;
  }

  /** Connections opened so far, failed attempts included. */
  public int connectionsUsed() {
    return used.get();
  }
}
