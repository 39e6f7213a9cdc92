import io.github.prosodyprobe.report.JsonReportReader;
import io.github.prosodyprobe.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Times what is done with runs that were stored: render them, judge them again, and look a thousand
 * nights back. There is no other tool that does the same to compare with.
 *
 * <p>Started by {@code src/test/bench/stored}, which sets a server up to scan once.
 */
final class StoredBench {

  private static final int NIGHTS = 1_000;

  private static final List<String> COMMANDS =
      List.of(
          "report REPORT",
          "report REPORT --report html",
          "report REPORT --report sarif",
          "evaluate REPORT",
          "history TARGET --history FILE",
          "history TARGET --history FILE --report json",
          "report REPORT --history FILE --report html");

  private StoredBench() {}

  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 21;
    Path folder = Files.createTempDirectory("stored");
    Path report = folder.resolve("report.json");
    Path history = folder.resolve("runs.db");
    try {
      scan(report);
      Report tonight = JsonReportReader.readWhole(Files.readAllBytes(report)).report();
      long start = System.nanoTime();
      Nights.keep(history, tonight, NIGHTS);
      System.err.printf(
          "%d runs of %d KiB with %d results: %d MiB, %.1f ms to keep one%n",
          NIGHTS,
          Files.size(report) >> 10,
          tonight.results().size(),
          Files.size(history) >> 20,
          (System.nanoTime() - start) / 1e6 / NIGHTS);
      Bench bench = new Bench();
      for (String command : COMMANDS) {
        bench.measure("prosody-probe " + command, runs, words(command, report, history, tonight));
      }
      bench.print();
    } finally {
      Files.deleteIfExists(history);
      Files.deleteIfExists(report);
      Files.delete(folder);
    }
  }

  private static List<String> words(String command, Path report, Path history, Report tonight) {
    List<String> words = new ArrayList<>(List.of(Bench.probe()));
    for (String word : command.split(" ")) {
      words.add(
          switch (word) {
            case "REPORT" -> report.toString();
            case "FILE" -> history.toString();
            case "TARGET" -> tonight.run().target();
            default -> word;
          });
    }
    return words;
  }

  /** The whole of the domain. */
  private static void scan(Path report) throws IOException, InterruptedException {
    List<String> scan =
        new ArrayList<>(
            List.of(
                Bench.probe(),
                "scan",
                Bench.environment("PROSODY_DOMAIN"),
                "-q",
                "--trust",
                Bench.environment("PROSODY_CA"),
                "--report",
                "json=" + report));
    String https = Bench.environment("PROSODY_HTTPS");
    for (String place :
        List.of(
            "c2s=" + Bench.environment("PROSODY_C2S"),
            "c2s-direct=" + Bench.environment("PROSODY_C2S_DIRECT"),
            "s2s=" + Bench.environment("PROSODY_S2S"),
            "s2s-direct=" + Bench.environment("PROSODY_S2S_DIRECT"),
            "https=" + https,
            "bosh=https://" + https + "/http-bind",
            "websocket=wss://" + https + "/xmpp-websocket")) {
      scan.addAll(List.of("--connect", place));
    }
    new ProcessBuilder(scan).inheritIO().start().waitFor();
  }
}
