import java.io.IOException;
import java.util.List;

/**
 * Times a scan of the clients' listener of one real Prosody beside the tools that an operator would
 * use instead.
 *
 * <p>Started by {@code src/test/bench/c2s}, which sets the server up.
 */
final class C2sBench {

  private C2sBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    int runsOfOthers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    String domain = Bench.environment("PROSODY_DOMAIN");
    Bench bench = new Bench();
    bench.measure("prosody-probe --version", runs, List.of(Bench.probe(), "--version"));
    for (int roundTrip : new int[] {0, 50}) {
      try (LatencyProxy c2s = new LatencyProxy(Bench.address("C2S"), roundTrip);
          LatencyProxy direct = new LatencyProxy(Bench.address("C2S_DIRECT"), roundTrip)) {
        String where = Bench.where(roundTrip);
        bench.measure(
            "prosody-probe scan, c2s STARTTLS",
            where,
            List.of(c2s),
            runs,
            List.of(
                Bench.probe(),
                "scan",
                domain,
                "--connect",
                "c2s=127.0.0.1:" + c2s.port(),
                "--trust",
                Bench.environment("PROSODY_CA"),
                "-q"));
        bench.measure(
            "sslscan, one direct-TLS port",
            where,
            List.of(direct),
            runsOfOthers,
            Others.sslscan(domain, direct));
        bench.measure(
            "testssl -t xmpp, c2s STARTTLS",
            where,
            List.of(c2s),
            runsOfOthers,
            Others.testssl(c2s, "-t", "xmpp", "--xmpphost", domain));
      }
    }
    bench.print();
  }
}
