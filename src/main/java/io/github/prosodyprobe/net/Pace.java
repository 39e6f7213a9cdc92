package io.github.prosodyprobe.net;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.ReasonCode;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many connections are open at once: {@value #PER_LISTENER} to a listener, {@value #PER_HOST}
 * to a host.
 */
public final class Pace {

  /** At most this many connections to one listener at once. */
  public static final int PER_LISTENER = 4;

  /** At most this many connections to one host at once. */
  public static final int PER_HOST = 8;

  private final Map<Endpoint, Semaphore> listeners = new ConcurrentHashMap<>();
  private final Map<InetAddress, Semaphore> hosts = new ConcurrentHashMap<>();

  /** Waits for a place; the returned turn gives it back. */
  Turn await(Endpoint endpoint, InetAddress host, Deadline deadline)
      throws PeerException, InterruptedException {
    Semaphore listener =
        listeners.computeIfAbsent(endpoint, _ -> new Semaphore(PER_LISTENER, true));
    Semaphore machine = hosts.computeIfAbsent(host, _ -> new Semaphore(PER_HOST, true));
    acquire(listener, deadline);
    try {
      acquire(machine, deadline);
    } catch (PeerException | InterruptedException | RuntimeException e) {
      listener.release();
      throw e;
    }
    return new Turn(listener, machine);
  }

  private static void acquire(Semaphore semaphore, Deadline deadline)
      throws PeerException, InterruptedException {
    if (!semaphore.tryAcquire(deadline.remainingMillis(), TimeUnit.MILLISECONDS)) {
      throw PeerException.of(
          ReasonCode.DEADLINE_EXCEEDED, "no connection became free in the time of this probe");
    }
  }

  /** A place taken. */
  record Turn(Semaphore listener, Semaphore host) {
    void giveBack() {
      host.release();
      listener.release();
    }
  }
}
