package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.net.ConversationThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Sends several rows of hellos side by side, each on a thread of its own. */
final class Together {

  /** Hellos one after the other. */
  @FunctionalInterface
  interface Row {
    void send() throws InterruptedException;
  }

  private Together() {}

  /**
   * Sends all rows and waits for their ends.
   *
   * @throws InterruptedException when this thread is interrupted; the rows then are too
   */
  static void run(Row... rows) throws InterruptedException {
    List<Callable<Row>> tasks = new ArrayList<>();
    for (Row row : rows) {
      tasks.add(
          () -> {
            row.send();
            return row;
          });
    }
    collect(tasks);
  }

  /** Runs all tasks and returns their results in the order of the tasks. */
  static <T> List<T> collect(List<Callable<T>> tasks) throws InterruptedException {
    try (ExecutorService executor = ConversationThreads.executor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(tasks)) {
        results.add(result(future));
      }
      return results;
    }
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case InterruptedException stopped -> throw stopped;
        case null, default -> throw new IllegalStateException("a checked exception came out", e);
      }
    }
  }
}
