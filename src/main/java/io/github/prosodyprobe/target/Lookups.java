package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.ConversationThreads;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Look-ups side by side, a bounded number at once; closing gives up what has not ended. */
final class Lookups implements AutoCloseable {

  /** All questions of a discovery, so that a slow resolver costs its time once. */
  private static final int AT_ONCE = 24;

  private final NameService names;
  private final Deadline deadline;
  private final ExecutorService executor = ConversationThreads.executor(AT_ONCE);

  Lookups(NameService names, Deadline deadline) {
    this.names = names;
    this.deadline = deadline;
  }

  /** Something to look up. */
  @FunctionalInterface
  interface Lookup<T> {
    T look(NameService names, Deadline deadline) throws PeerException;
  }

  /** A look-up that has been started. */
  record Pending<T>(Future<T> future) {

    /** Waits for its end; to be interrupted is one more way of not seeing it. */
    T seen() throws PeerException {
      try {
        return get();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw PeerException.of(ReasonCode.INTERRUPTED, "the scan was stopped before this was seen");
      }
    }

    /** Waits for its end. */
    T get() throws PeerException, InterruptedException {
      try {
        return future.get();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case PeerException peer -> throw peer;
          case RuntimeException bug -> throw bug;
          case null, default -> throw new IllegalStateException("a look-up failed", e);
        }
      }
    }
  }

  <T> Pending<T> start(Lookup<T> lookup) {
    return new Pending<>(executor.submit(() -> lookup.look(names, deadline)));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
