package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets the packaged program scan scripted servers of every kind, and do what users do with the
 * report, while the JVM notes which classes it loads, and keeps them as the cache with which the
 * program starts from then on. Run by the build.
 */
public final class Training {

  private Training() {}

  /** Trains the program in the folder that is the only argument. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path distribution = Path.of(arguments[0]);
    Path folder = Files.createTempDirectory("training");
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
      Files.writeString(
          folder.resolve("training.cfg.lua"),
          "modules_enabled = { 'tls' }\nVirtualHost 'example.test'\n");
      train(distribution, connects, folder);
    } finally {
      for (ScriptedServer server : servers) {
        server.close();
      }
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
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

  private static void train(Path distribution, List<String> connects, Path folder)
      throws IOException, InterruptedException {
    Path cache = distribution.resolve("lib/prosody-probe.aot");
    Path rehearsal = folder.resolve("rehearsal");
    Files.write(
        rehearsal,
        commands(connects, folder).stream().map(words -> String.join("\t", words)).toList());
    ProcessBuilder builder =
        new ProcessBuilder(distribution.resolve("bin/prosody-probe").toString())
            .redirectErrorStream(true);
    builder
        .environment()
        .put(
            "JDK_JAVA_OPTIONS",
            "-XX:AOTCacheOutput=" + cache + " -Dprosody-probe.rehearsal=" + rehearsal);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    if (!List.of(0, 1, 3).contains(exitCode) || !Files.exists(cache)) {
      throw new IllegalStateException("the training ended with " + exitCode + ":\n" + output);
    }
  }

  /** What users do, once each; all formats of reports in what the most of them do. */
  private static List<List<String>> commands(List<String> connects, Path folder) {
    String report = folder.resolve("training.json").toString();
    String history = folder.resolve("training.db").toString();
    List<String> reports = new ArrayList<>(List.of("--history", history));
    for (ReportFormat format : ReportFormat.values()) {
      String page = format == ReportFormat.JSON ? report : folder.resolve("page").toString();
      reports.addAll(List.of("--report", format.word() + "=" + page));
    }
    List<String> scan = new ArrayList<>(List.of("scan", "example.test"));
    scan.addAll(connects);
    scan.addAll(List.of("--config", folder.resolve("training.cfg.lua").toString()));
    scan.addAll(List.of("--prosody-version", "13", "--timeout", "20s"));
    scan.addAll(reports);
    List<String> render = new ArrayList<>(List.of("report", report));
    render.addAll(reports);
    return List.of(
        scan,
        render,
        List.of("evaluate", report, "-v"),
        List.of("diff", report, report),
        List.of("history", "example.test", "--history", history),
        List.of("history", "example.test", "--history", history, "--report", "json"),
        List.of("explain", "tls-versions"),
        List.of("--help"));
  }
}
