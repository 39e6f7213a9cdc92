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

/** A script of the harness that keeps a server running until it is closed. */
final class HeldCommand implements AutoCloseable {

  /**
   * The command that the script runs beside the server: it says where everything is, and ends when
   * its input does. The input is a pipe from this JVM, so the server also stops when the JVM is
   * killed and nothing in it can run any more.
   */
  private static final String HOLD = "env | grep '^PROSODY_'; echo ready; exec cat >/dev/null";

  private final Process process;
  private final Map<String, String> environment;

  private HeldCommand(Process process, Map<String, String> environment) {
    this.process = process;
    this.environment = environment;
  }

  /**
   * Starts a script and waits for its server.
   *
   * @param script its name and its arguments
   * @param told variables that it is told beside those of this JVM
   * @throws IllegalStateException with all that it complained of, when it ended instead
   */
  static HeldCommand start(List<String> script, Map<String, String> told)
      throws IOException, InterruptedException {
    Path base = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    List<String> command = new ArrayList<>(script);
    command.set(0, base.resolve("src/test/prosody").resolve(script.getFirst()).toString());
    command.addAll(List.of("--", "sh", "-c", HOLD));
    Path errors = Files.createTempFile(script.getFirst(), ".err");
    Process process = null;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(base.toFile()).redirectError(errors.toFile());
      builder.environment().putAll(told);
      process = builder.start();
      Map<String, String> environment = readEnvironment(process);
      if (environment == null) {
        int status = process.waitFor();
        throw new IllegalStateException(
            script.getFirst()
                + " ended with status "
                + status
                + ":\n"
                + Files.readString(errors).strip());
      }
      return new HeldCommand(process, environment);
    } catch (IOException | InterruptedException e) {
      stop(process);
      throw e;
    } finally {
      Files.deleteIfExists(errors);
    }
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

  /** What the script told the command: all variables that begin with {@code PROSODY_}. */
  Map<String, String> environment() {
    return environment;
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
