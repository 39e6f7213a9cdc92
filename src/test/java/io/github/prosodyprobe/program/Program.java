package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.prosodyprobe.prosody.ProsodyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands as a user would, and keeps what they print. */
final class Program {

  /** The checkout. */
  static final Path PROJECT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();

  private static final Duration LONGEST = Duration.ofMinutes(8);

  /** How a command ended. */
  record Ended(int exitCode, String output, String errors) {

    /** Fails the test with everything that the command said, unless it ended with this code. */
    Ended expect(int wanted) {
      if (exitCode != wanted) {
        fail("exit code " + exitCode + " instead of " + wanted + "\n" + output + "\n" + errors);
      }
      return this;
    }

    /** The output as a report. */
    JsonReport json() {
      return JsonReport.of(output);
    }
  }

  private Program() {}

  /** The launcher with these arguments. */
  static Ended probe(String... arguments) throws IOException, InterruptedException {
    return run(PROJECT, commandLine(arguments));
  }

  /** A scan of a real server, trusting the test's authority. */
  static Ended scan(ProsodyServer server, String... options)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("scan", server.domain()));
    arguments.addAll(List.of("--connect", "c2s=" + hostAndPort(server.c2s())));
    arguments.addAll(List.of("--trust", server.ca().toString()));
    arguments.addAll(List.of(options));
    return probe(arguments.toArray(String[]::new));
  }

  static List<String> commandLine(String... arguments) {
    Path launcher = PROJECT.resolve("target/prosody-probe/bin/prosody-probe");
    assertTrue(Files.isExecutable(launcher), launcher + " is missing; run: mvn package");
    List<String> command = new ArrayList<>();
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  static Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("prosody-probe-test", ".out");
    Path errors = Files.createTempFile("prosody-probe-test", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail("hangs: " + command + "\n" + Files.readString(output) + Files.readString(errors));
      }
      return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    }
  }

  static String hostAndPort(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
