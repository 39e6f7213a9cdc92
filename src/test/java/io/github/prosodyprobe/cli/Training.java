package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Lets the packaged program scan scripted servers of every kind while the JVM notes which classes
 * it loads, and keeps them as the cache with which the program starts from then on. Run by the
 * build.
 */
public final class Training {

  private Training() {}

  /** Trains the program in the folder that is the only argument. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path distribution = Path.of(arguments[0]);
    Path report = distribution.resolve("training.json");
    Path file = distribution.resolve("training.cfg.lua");
    List<ScriptedServer> servers = new ArrayList<>();
    List<String> connects = new ArrayList<>();
    try {
      for (Listener listener : EnumSet.range(Listener.C2S, Listener.HTTPS)) {
        ScriptedServer server = OrdinaryServer.start(listener);
        servers.add(server);
        connects.addAll(
            List.of("--connect", listener + "=127.0.0.1:" + server.address().getPort()));
        if (listener == Listener.HTTPS) {
          connects.addAll(web(server.address().getPort()));
        }
      }
      Files.writeString(file, "modules_enabled = { 'tls' }\nVirtualHost 'example.test'\n");
      train(distribution, connects, file, report);
    } finally {
      for (ScriptedServer server : servers) {
        server.close();
      }
      Files.deleteIfExists(report);
      Files.deleteIfExists(file);
      Files.deleteIfExists(report.resolveSibling("training.page"));
    }
  }

  /** Streams over the web are looked for in vain, which takes nearly all that finding them does. */
  private static List<String> web(int port) {
    return List.of(
        "--connect",
        "bosh=https://127.0.0.1:" + port + "/http-bind",
        "--connect",
        "websocket=wss://127.0.0.1:" + port + "/xmpp-websocket");
  }

  private static void train(Path distribution, List<String> connects, Path file, Path report)
      throws IOException, InterruptedException {
    Path cache = distribution.resolve("lib/prosody-probe.aot");
    Path page = report.resolveSibling("training.page");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(distribution.resolve("bin/prosody-probe").toString(), "scan", "example.test"));
    command.addAll(connects);
    command.addAll(List.of("--config", file.toString(), "--prosody-version", "13"));
    command.addAll(List.of("--timeout", "20s", "--report", "json=" + report));
    for (String format : List.of("html", "markdown", "sarif", "junit", "prometheus")) {
      command.addAll(List.of("--report", format + "=" + page));
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JDK_JAVA_OPTIONS", "-XX:AOTCacheOutput=" + cache);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    boolean scanned = List.of(0, 1, 3).contains(exitCode) && Files.exists(report);
    if (!scanned || !Files.exists(cache)) {
      throw new IllegalStateException("the training ended with " + exitCode + ":\n" + output);
    }
  }
}
