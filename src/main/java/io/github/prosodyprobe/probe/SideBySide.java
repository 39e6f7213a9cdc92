package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.net.ConversationThreads;
import io.github.prosodyprobe.net.PeerException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Holds several conversations at once, each on a thread of its own. */
final class SideBySide {

  private SideBySide() {}

  /**
   * Holds all of them and waits for their ends.
   *
   * @return their results, in their order
   * @throws PeerException the end of the first that failed
   */
  static <T> List<T> collect(Collection<? extends Callable<T>> conversations)
      throws PeerException, InterruptedException {
    try (ExecutorService executor = ConversationThreads.executor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(conversations)) {
        results.add(result(future));
      }
      return results;
    }
  }

  private static <T> T result(Future<T> future) throws PeerException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case PeerException end -> throw end;
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case InterruptedException stopped -> throw stopped;
        case null, default -> throw new IllegalStateException("a checked exception came out", e);
      }
    }
  }
}
