package io.github.prosodyprobe.config;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** Reads a configuration as the loader of a Prosody does, on a thread of its own. */
public final class ConfigurationReader {

  private static final long STACK_BYTES = 8L << 20;

  /** For a function of ours that is just finishing when the time is up. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** The Lua machine has state per JVM. */
  private static final ReentrantLock MACHINE = new ReentrantLock();

  private ConfigurationReader() {}

  /**
   * Evaluates a configuration. Never fails: what stands in the way is among its problems.
   *
   * @param main the file that Prosody is started with
   * @param environment what {@code os.getenv} and {@code ENV_*} see
   * @param version whose loader is followed
   * @param limits what the evaluation may take
   */
  public static Configuration read(
      Path main, Environment environment, LoaderVersion version, Limits limits) {
    FutureTask<Configuration> task =
        new FutureTask<>(() -> new Evaluation(main, environment, version, limits).run());
    MACHINE.lock();
    try {
      Thread thread = new Thread(null, task, "configuration", STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
      return task.get(limits.time().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return failed(main, "the evaluation did not end in " + limits.time().toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(main, "the evaluation was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      MACHINE.unlock();
    }
  }

  private static Configuration failed(Path main, String message) {
    return new Configuration(
        List.of(),
        List.of(),
        List.of(
            new ConfigurationProblem(
                Kind.LIMIT, new Location(main, 0), message, Optional.empty(), Optional.empty())),
        List.of(main),
        Set.of());
  }
}
