import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Times whole processes, start to exit, against one real Prosody in one run: prosody-probe, and the
 * tools that an operator would use instead. Prints medians, ratios, connections and peak memory.
 *
 * <p>Started by {@code src/test/bench/c2s}, which sets the server up.
 */
final class C2sBench {

  private record Server(
      String domain, InetSocketAddress c2s, InetSocketAddress direct, String ca) {}

  private record Row(String what, String where, double seconds, int connections, long peakKib) {}

  private record Timed(double seconds, long peakKib) {}

  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    int runsOfOthers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    Server server =
        new Server(
            environment("PROSODY_DOMAIN"),
            address(environment("PROSODY_C2S")),
            address(environment("PROSODY_C2S_DIRECT")),
            environment("PROSODY_CA"));
    List<Row> rows = new ArrayList<>();
    rows.add(version(runs));
    for (int roundTrip : new int[] {0, 50}) {
      try (LatencyProxy c2s = new LatencyProxy(server.c2s(), roundTrip);
          LatencyProxy direct = new LatencyProxy(server.direct(), roundTrip)) {
        String where = roundTrip == 0 ? "loopback" : roundTrip + " ms round trip";
        rows.add(
            median(
                "prosody-probe scan, c2s STARTTLS",
                where,
                c2s,
                runs,
                probe(),
                "scan",
                server.domain(),
                "--connect",
                "c2s=127.0.0.1:" + c2s.port(),
                "--trust",
                server.ca(),
                "-q"));
        if (runsOfOthers > 0 && installed("sslscan")) {
          rows.add(
              median(
                  "sslscan, one direct-TLS port",
                  where,
                  direct,
                  runsOfOthers,
                  "sslscan",
                  "--no-colour",
                  "--sni-name=" + server.domain(),
                  "127.0.0.1:" + direct.port()));
        }
        if (runsOfOthers > 0 && installed("testssl")) {
          rows.add(
              median(
                  "testssl -t xmpp, c2s STARTTLS",
                  where,
                  c2s,
                  runsOfOthers,
                  "testssl",
                  "--warnings",
                  "batch",
                  "--color",
                  "0",
                  "-t",
                  "xmpp",
                  "--xmpphost",
                  server.domain(),
                  "127.0.0.1:" + c2s.port()));
        }
      }
    }
    print(rows);
  }

  private static Row version(int runs) throws IOException, InterruptedException {
    List<Timed> timed = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      timed.add(time(probe(), "--version"));
    }
    return new Row("prosody-probe --version", "-", median(timed), 0, peak(timed));
  }

  private static Row median(
      String what, String where, LatencyProxy proxy, int runs, String... command)
      throws IOException, InterruptedException {
    List<Timed> timed = new ArrayList<>();
    int connections = 0;
    for (int run = 0; run < runs; run++) {
      proxy.takeConnections();
      timed.add(time(command));
      connections = Math.max(connections, proxy.takeConnections());
    }
    System.err.println(what + ", " + where + ": done");
    return new Row(what, where, median(timed), connections, peak(timed));
  }

  private static Timed time(String... command) throws IOException, InterruptedException {
    Path peak = Files.createTempFile("peak", "");
    List<String> measured = new ArrayList<>();
    if (installed("time")) {
      measured.addAll(List.of("time", "-f", "%M", "-o", peak.toString()));
    }
    measured.addAll(Arrays.asList(command));
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

  private static void print(List<Row> rows) {
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
    return Arrays.stream(environment("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static String probe() {
    return Path.of("target/prosody-probe/bin/prosody-probe").toAbsolutePath().toString();
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set; start this by src/test/bench/c2s");
    }
    return value;
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
