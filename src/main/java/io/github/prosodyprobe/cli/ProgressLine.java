package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.TextReport.Detail;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A line on the terminal, rewritten in place, of what takes longer than two seconds; gone when it
 * is closed. Where nobody watches, there is none.
 */
final class ProgressLine implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final int USUAL_COLUMNS = 80;

  /** To the line's first column, and empty from there (ECMA-48, CR and EL). */
  private static final String WIPE = "\r\u001b[K";

  private final Optional<Thread> writer;

  private ProgressLine(Optional<Thread> writer) {
    this.writer = writer;
  }

  /**
   * Starts to watch.
   *
   * @param what what is being done, asked for again and again from another thread
   */
  static ProgressLine start(Terminal terminal, Detail detail, Supplier<String> what) {
    boolean dumb = "dumb".equals(terminal.environment().get("TERM"));
    if (!terminal.watched() || dumb || detail == Detail.VERDICT) {
      return new ProgressLine(Optional.empty());
    }
    int columns = columns(terminal);
    return new ProgressLine(
        Optional.of(
            Thread.ofPlatform()
                .daemon()
                .name("progress")
                .start(() -> write(terminal.messages(), columns, what))));
  }

  /** One less than there are: a terminal that is full to the last would begin a new line. */
  private static int columns(Terminal terminal) {
    try {
      String said = terminal.environment().getOrDefault("COLUMNS", "");
      return Math.max(1, Integer.parseInt(said) - 1);
    } catch (NumberFormatException _) {
      return USUAL_COLUMNS - 1;
    }
  }

  private static void write(PrintStream messages, int columns, Supplier<String> what) {
    long start = System.nanoTime();
    try {
      Thread.sleep(SILENCE);
      while (true) {
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        String line = what.get() + ", " + seconds + " s";
        messages.print(WIPE + line.substring(0, Math.min(columns, line.length())));
        messages.flush();
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException _) {
      // It is done.
    } finally {
      if (Duration.ofNanos(System.nanoTime() - start).compareTo(SILENCE) >= 0) {
        messages.print(WIPE);
        messages.flush();
      }
    }
  }

  /** Wipes the line. */
  @Override
  public void close() {
    writer.ifPresent(ProgressLine::end);
  }

  private static void end(Thread thread) {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
