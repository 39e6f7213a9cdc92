package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.net.ConversationThreads;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Holds conversations side by side until they have ended, their time is over or the scan is
 * stopped; hangs up in the end.
 */
final class Conversations implements AutoCloseable {

  /** Beyond the time limit of the scan, for conversations to notice that it has passed. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** One or more conversations. */
  @FunctionalInterface
  interface Run {
    /** Holds them; the executor is for those that are held at once. */
    void run(ExecutorService executor);
  }

  private final Dialer dialer;
  private final Deadline deadline;
  private final CountDownLatch stopped;
  // Its own close would wait for conversations that were just given up.
  private final ExecutorService executor = ConversationThreads.executor();
  private final Thread stopper;

  /**
   * Begins to wait for somebody to stop the scan.
   *
   * @param stopped counted down to stop it
   */
  Conversations(Dialer dialer, Deadline deadline, CountDownLatch stopped) {
    this.dialer = dialer;
    this.deadline = deadline;
    this.stopped = stopped;
    this.stopper = ConversationThreads.start(this::awaitStop);
  }

  private void awaitStop() {
    try {
      stopped.await();
      executor.shutdownNow();
      dialer.hangUp();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether all runs came to their end, rather than being stopped or out of time. */
  boolean hold(List<Run> runs) {
    CountDownLatch done = new CountDownLatch(runs.size());
    try {
      runs.forEach(run -> submit(run, done));
      return done.await(deadline.remaining().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
          && stopped.getCount() > 0
          && !deadline.remaining().isZero();
    } catch (RejectedExecutionException _) {
      // The scan was stopped before all had begun.
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void submit(Run run, CountDownLatch done) {
    executor.execute(
        () -> {
          try {
            run.run(executor);
          } finally {
            done.countDown();
          }
        });
  }

  @Override
  public void close() {
    stopper.interrupt();
    executor.shutdownNow();
    dialer.hangUp();
  }
}
