import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Times whole processes, start to exit, and prints medians, ratios, connections and peak memory as
 * a Markdown table.
 */
final class Bench {

  private record Row(String what, String where, double seconds, int connections, long peakKib) {}

  private record Timed(double seconds, long peakKib) {}

  private final List<Row> rows = new ArrayList<>();

  /** Runs a command that opens no connection. */
  void measure(String what, int runs, List<String> command)
      throws IOException, InterruptedException {
    measure(what, "-", List.of(), runs, command);
  }

  /**
   * Runs a command that connects to these relays.
   *
   * @param where how far away the relays make the server look
   */
  void measure(String what, String where, List<LatencyProxy> relays, int runs, List<String> command)
      throws IOException, InterruptedException {
    if (runs == 0 || !installed(command.getFirst())) {
      return;
    }
    List<Timed> timed = new ArrayList<>();
    int connections = 0;
    for (int run = 0; run < runs; run++) {
      relays.forEach(LatencyProxy::takeConnections);
      timed.add(time(command));
      connections =
          Math.max(connections, relays.stream().mapToInt(LatencyProxy::takeConnections).sum());
    }
    rows.add(new Row(what, where, median(timed), connections, peak(timed)));
    System.err.println(what + ", " + where + ": done");
  }

  /** Adds a row for the others' work in turn, so that it can be held against ours. */
  void sum(String what, String where, String startsWith) {
    List<Row> parts =
        rows.stream()
            .filter(row -> row.where().equals(where) && row.what().startsWith(startsWith))
            .toList();
    if (!parts.isEmpty()) {
      rows.add(
          new Row(
              what,
              where,
              parts.stream().mapToDouble(Row::seconds).sum(),
              parts.stream().mapToInt(Row::connections).sum(),
              parts.stream().mapToLong(Row::peakKib).max().orElse(0)));
    }
  }

  private static Timed time(List<String> command) throws IOException, InterruptedException {
    Path peak = Files.createTempFile("peak", "");
    List<String> measured = new ArrayList<>();
    if (installed("time")) {
      measured.addAll(List.of("time", "-f", "%M", "-o", peak.toString()));
    }
    measured.addAll(command);
    long start = System.nanoTime();
    new ProcessBuilder(measured)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    String last = Files.readString(peak).strip().replaceAll("(?s).*\n", "");
    Files.delete(peak);
    return new Timed(seconds, last.matches("[0-9]+") ? Long.parseLong(last) : 0);
  }

  private static double median(List<Timed> timed) {
    double[] sorted = timed.stream().mapToDouble(Timed::seconds).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static long peak(List<Timed> timed) {
    return timed.stream().mapToLong(Timed::peakKib).max().orElse(0);
  }

  /** Prints the table; the ratios are to the first scan of prosody-probe at the same distance. */
  void print() {
    System.out.println(
        "| what | where | median | connections | peak memory | against prosody-probe |");
    System.out.println("|---|---|---|---|---|---|");
    for (Row row : rows) {
      double ours =
          rows.stream()
              .filter(other -> other.what().startsWith("prosody-probe scan"))
              .filter(other -> other.where().equals(row.where()))
              .mapToDouble(Row::seconds)
              .findFirst()
              .orElse(Double.NaN);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f s | %s | %s | %s |%n",
          row.what(),
          row.where(),
          row.seconds(),
          row.connections() == 0 ? "-" : Integer.toString(row.connections()),
          row.peakKib() == 0 ? "-" : row.peakKib() / 1024 + " MiB",
          Double.isNaN(ours)
              ? "-"
              : String.format(Locale.ROOT, "%.1f times", row.seconds() / ours));
    }
  }

  private static boolean installed(String tool) {
    return tool.contains("/")
        || Arrays.stream(environment("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  /** How far away a relay makes a server look, in words. */
  static String where(int roundTripMillis) {
    return roundTripMillis == 0 ? "loopback" : roundTripMillis + " ms round trip";
  }

  /** The launcher. */
  static String probe() {
    return Path.of("target/prosody-probe/bin/prosody-probe").toAbsolutePath().toString();
  }

  /** What the harness or the shell says. */
  static String environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(
          name + " is not set; start this by a script in src/test/bench");
    }
    return value;
  }

  /** The address of a listener of the harness. */
  static InetSocketAddress address(String listener) {
    String text = environment("PROSODY_" + listener);
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
