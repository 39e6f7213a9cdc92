package io.github.prosodyprobe.prosody;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server that this JVM has started, or why it could not.
 *
 * <p>The failure is kept as well, because every test that asks for the same server would otherwise
 * try the whole installation again.
 */
final class RunningProsody implements AutoCloseable {

  private final @Nullable HeldCommand held;
  private final @Nullable ProsodyServer server;
  private final String failure;

  private RunningProsody(
      @Nullable HeldCommand held, @Nullable ProsodyServer server, String failure) {
    this.held = held;
    this.server = server;
    this.failure = failure;
  }

  static RunningProsody start(String version, String config) {
    String what = "Prosody " + version + " with the configuration '" + config + "'";
    HeldCommand held = null;
    try {
      held = HeldCommand.start(command(version, config), Map.of());
      return new RunningProsody(held, ProsodyServer.of(held.environment()), "");
    } catch (IOException | RuntimeException e) {
      if (held != null) {
        held.close();
      }
      return new RunningProsody(null, null, what + " could not be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RunningProsody(null, null, "interrupted while " + what + " was started");
    }
  }

  private static List<String> command(String version, String config) {
    return version.equals("ejabberd")
        ? List.of("with-ejabberd", config)
        : List.of("with-prosody", version, config);
  }

  @Nullable ProsodyServer server() {
    return server;
  }

  /** Why there is no server; empty when there is one. */
  String failure() {
    return failure;
  }

  @Override
  public void close() {
    if (held != null) {
      held.close();
    }
  }
}
