package io.github.prosodyprobe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets the packaged program scan while the JVM notes which classes it loads, and keeps them as the
 * cache with which the program starts from then on. Run by the build.
 */
public final class Training {

  private Training() {}

  /** Trains the program in the folder that is the only argument. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path distribution = Path.of(arguments[0]);
    Path cache = distribution.resolve("lib/prosody-probe.aot");
    Path report = distribution.resolve("training.json");
    List<String> command =
        List.of(
            distribution.resolve("bin/prosody-probe").toString(),
            "scan",
            "localhost",
            "--connect",
            "c2s=127.0.0.1:1",
            "--report",
            "text",
            "--report",
            "json=" + report);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JDK_JAVA_OPTIONS", "-XX:AOTCacheOutput=" + cache);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    int exitCode = process.waitFor();
    if (!Files.exists(cache) || !Files.exists(report)) {
      throw new IllegalStateException("training ended with " + exitCode + ":\n" + output);
    }
    Files.delete(report);
  }
}
