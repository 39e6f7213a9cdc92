import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Times one scan of all five TLS listeners of one real Prosody beside the tools that an operator
 * would use instead, one run of them for each listener that they can do; and one scan of all that
 * the domain has, the web side too, for which there is no such tool.
 *
 * <p>Started by {@code src/test/bench/listeners}, which sets the server up.
 */
final class ListenersBench {

  private static final List<String> LISTENERS =
      List.of("c2s", "c2s-direct", "s2s", "s2s-direct", "https");

  /** What sslscan can do; testssl.sh 3.0 can do the clients' STARTTLS besides, and no servers'. */
  private static final List<String> TLS_AT_ONCE = List.of("c2s-direct", "s2s-direct", "https");

  private ListenersBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    int runsOfOthers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    Bench bench = new Bench();
    for (int roundTrip : new int[] {0, 50}) {
      Map<String, LatencyProxy> relays = new LinkedHashMap<>();
      try {
        for (String listener : LISTENERS) {
          String name = listener.toUpperCase(Locale.ROOT).replace('-', '_');
          relays.put(listener, new LatencyProxy(Bench.address(name), roundTrip));
        }
        measure(bench, Bench.where(roundTrip), relays, runs, runsOfOthers);
        try (LatencyProxy http = new LatencyProxy(Bench.address("HTTP"), roundTrip)) {
          measureWhole(bench, Bench.where(roundTrip), relays, http, runs);
        }
      } finally {
        for (LatencyProxy relay : relays.values()) {
          relay.close();
        }
      }
    }
    bench.print();
  }

  private static void measure(
      Bench bench, String where, Map<String, LatencyProxy> relays, int runs, int runsOfOthers)
      throws IOException, InterruptedException {
    String domain = Bench.environment("PROSODY_DOMAIN");
    List<String> scan = scan(relays);
    scan.addAll(List.of("--skip", "web"));
    bench.measure("prosody-probe scan, all five", where, List.copyOf(relays.values()), runs, scan);
    for (String listener : TLS_AT_ONCE) {
      LatencyProxy relay = Objects.requireNonNull(relays.get(listener));
      bench.measure(
          "sslscan, " + listener,
          where,
          List.of(relay),
          runsOfOthers,
          Others.sslscan(domain, relay));
    }
    bench.sum("sslscan, these three in turn", where, "sslscan, ");
    LatencyProxy c2s = Objects.requireNonNull(relays.get("c2s"));
    bench.measure(
        "testssl, c2s",
        where,
        List.of(c2s),
        runsOfOthers,
        Others.testssl(c2s, "-t", "xmpp", "--xmpphost", domain));
    for (String listener : TLS_AT_ONCE) {
      LatencyProxy relay = Objects.requireNonNull(relays.get(listener));
      bench.measure(
          "testssl, " + listener, where, List.of(relay), runsOfOthers, Others.testssl(relay));
    }
    bench.sum("testssl, these four in turn", where, "testssl, ");
  }

  private static void measureWhole(
      Bench bench, String where, Map<String, LatencyProxy> relays, LatencyProxy http, int runs)
      throws IOException, InterruptedException {
    int https = Objects.requireNonNull(relays.get("https")).port();
    List<String> scan = scan(relays);
    scan.addAll(
        List.of(
            "--connect",
            "bosh=https://127.0.0.1:" + https + "/http-bind",
            "--connect",
            "websocket=wss://127.0.0.1:" + https + "/xmpp-websocket",
            "--connect",
            "http=127.0.0.1:" + http.port()));
    List<LatencyProxy> all = new ArrayList<>(relays.values());
    all.add(http);
    bench.measure("prosody-probe scan, with BOSH, WebSocket and HTTP", where, all, runs, scan);
  }

  private static List<String> scan(Map<String, LatencyProxy> relays) {
    List<String> scan =
        new ArrayList<>(List.of(Bench.probe(), "scan", Bench.environment("PROSODY_DOMAIN"), "-q"));
    scan.addAll(List.of("--trust", Bench.environment("PROSODY_CA")));
    relays.forEach(
        (listener, relay) ->
            scan.addAll(List.of("--connect", listener + "=127.0.0.1:" + relay.port())));
    return scan;
  }
}
