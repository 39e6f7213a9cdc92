package io.github.prosodyprobe.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into an early end of a scan: while it is open, the end of the process
 * waits until the partial report is written, but not for long.
 */
final class StopSignal implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final CountDownLatch reported = new CountDownLatch(1);
  private final Terminal terminal;
  private final Thread hook;
  private volatile boolean received;

  private StopSignal(Runnable stop, Terminal terminal) {
    this.terminal = terminal;
    this.hook = new Thread(() -> await(stop), "stop-signal");
  }

  /** Watches for signals, which run the given action. */
  static StopSignal watch(Runnable stop, Terminal terminal) {
    StopSignal signal = new StopSignal(stop, terminal);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void await(Runnable stop) {
    received = true;
    stop.run();
    try {
      boolean written = reported.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!written) {
        terminal.say("prosody-probe: interrupted before a report could be written");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a signal came. */
  boolean received() {
    return received;
  }

  /** Lets the process end, or stops watching. */
  @Override
  public void close() {
    reported.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending already, which is what the hook was waiting to allow.
    }
  }
}
