package io.github.prosodyprobe.prosody;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server that this JVM has started, or why it could not.
 *
 * <p>The failure is kept as well, because every test that asks for the same server would otherwise
 * try the whole installation again.
 */
final class RunningProsody implements AutoCloseable {
  /**
   * The command that {@code with-prosody} runs beside the server: it says where everything is, and
   * ends when its input does. The input is a pipe from this JVM, so the server also stops when the
   * JVM is killed and nothing in it can run any more.
   */
  private static final String HOLD = "env | grep '^PROSODY_'; echo ready; exec cat >/dev/null";

  private final @Nullable Process process;
  private final @Nullable ProsodyServer server;
  private final String failure;

  private RunningProsody(
      @Nullable Process process, @Nullable ProsodyServer server, String failure) {
    this.process = process;
    this.server = server;
    this.failure = failure;
  }

  static RunningProsody start(String version, String config) {
    Path base = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    String what = "Prosody " + version + " with the configuration '" + config + "'";
    Process process = null;
    try {
      Path errors = Files.createTempFile("with-prosody", ".err");
      try {
        process =
            new ProcessBuilder(command(base, version, config))
                .directory(base.toFile())
                .redirectError(errors.toFile())
                .start();
        Map<String, String> environment = readEnvironment(process);
        if (environment != null) {
          return new RunningProsody(process, ProsodyServer.of(environment), "");
        }
        int status = process.waitFor();
        return new RunningProsody(
            null,
            null,
            what
                + " could not be started (status "
                + status
                + "):\n"
                + Files.readString(errors).strip());
      } finally {
        Files.deleteIfExists(errors);
      }
    } catch (IOException | RuntimeException e) {
      stop(process);
      return new RunningProsody(null, null, what + " could not be started: " + e.getMessage());
    } catch (InterruptedException e) {
      stop(process);
      Thread.currentThread().interrupt();
      return new RunningProsody(null, null, "interrupted while " + what + " was started");
    }
  }

  private static List<String> command(Path base, String version, String config) {
    List<String> command = new ArrayList<>();
    Path scripts = base.resolve("src/test/prosody");
    if (version.equals("ejabberd")) {
      command.add(scripts.resolve("with-ejabberd").toString());
    } else {
      command.addAll(List.of(scripts.resolve("with-prosody").toString(), version));
    }
    command.addAll(List.of(config, "--", "sh", "-c", HOLD));
    return command;
  }

  /** Null when the script ended without saying that the server is ready. */
  private static @Nullable Map<String, String> readEnvironment(Process process) throws IOException {
    Map<String, String> environment = new HashMap<>();
    BufferedReader reader = process.inputReader();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.equals("ready")) {
        return environment;
      }
      int equals = line.indexOf('=');
      if (equals > 0) {
        environment.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return null;
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
    stop(process);
  }

  private static void stop(@Nullable Process process) {
    if (process == null) {
      return;
    }
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already, and that is what closing its input is for.
    }
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
