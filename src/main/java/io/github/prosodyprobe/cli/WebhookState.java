package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.Standings;
import io.github.prosodyprobe.report.UnreadableReportException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file with how targets stood when a webhook was last told of them, for one run at a time: a
 * lock beside it keeps others away, since the file itself is replaced whole.
 */
final class WebhookState implements AutoCloseable {

  private static final int BYTES = 32 << 20;

  /** Longer than another run takes to post. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Path file;
  private final FileChannel lock;

  private WebhookState(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Looks whether the file could be kept there.
   *
   * @throws UserError when it could not
   */
  static void check(Path file) {
    ReportFile.check(file);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(file)) {
      throw new UserError(file + " may not be read", "Check its permissions.");
    }
  }

  /**
   * Takes the file, when other runs have left it.
   *
   * @throws UserError when that takes too long, or there can be no lock
   */
  static WebhookState take(Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(
              beside,
              Set.of(
                  StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      boolean taken = false;
      try {
        taken = locked(channel);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
      if (taken) {
        return new WebhookState(file, channel);
      }
    } catch (IOException e) {
      throw new UserError(
          beside + " cannot be locked: " + e.getMessage(), "Choose another --webhook-state.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new UserError(
        file + " is in use by another run", "Give jobs at the same time a --webhook-state each.");
  }

  private static boolean locked(FileChannel channel) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      if (lock(channel) != null) {
        return true;
      }
      Thread.sleep(PAUSE);
    }
    return false;
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Held by this same process.
      return null;
    }
  }

  /**
   * What is known. A file that makes no sense is laid aside under another name, for who wants to
   * know why, and nothing is known then.
   *
   * @throws UserError when the file cannot be read or be laid aside
   */
  Standings read(Terminal terminal, Clock clock) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Standings.NONE;
    }
    ReportFile.check(file);
    try {
      return Standings.read(InputFile.read(file, BYTES));
    } catch (UnreadableReportException e) {
      Path aside = aside(clock);
      terminal.say(
          "prosody-probe: "
              + file
              + " is damaged and was laid aside as "
              + aside.getFileName()
              + "; this run counts as the first");
      return Standings.NONE;
    }
  }

  private Path aside(Clock clock) {
    String time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + time);
    try {
      return Files.move(file, aside);
    } catch (IOException e) {
      throw new UserError(
          file + " is damaged and cannot be laid aside: " + e.getMessage(), "Move it away.");
    }
  }

  /**
   * Replaces the file.
   *
   * @throws UserError when it cannot be written; the one before is there still
   */
  void write(Standings standings) {
    ReportFile.write(file, standings.toJson(), ReportFile.Readers.OWNER);
  }

  /** Lets the next run have it. The lock's file stays: who removed it could remove another's. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException _) {
      // The process ends soon, and the lock with it.
    }
  }
}
