package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real {@code unbound} with a root of its own, signed, and zones below it that are signed, or
 * not, or wrongly.
 */
final class SignedZones implements AutoCloseable {

  /** What becomes of a zone's records. */
  enum State {
    UNSIGNED,
    SIGNED,
    /** Changed after signing. */
    BOGUS
  }

  /**
   * A zone directly below {@code test}.
   *
   * @param records in zone file notation, relative to the zone; SRV records of priority 5 are what
   *     is changed in a bogus zone
   */
  record Zone(String label, State state, String records) {

    private String name() {
      return label + ".test";
    }

    private String file() {
      return state == State.UNSIGNED ? label : label + ".signed";
    }

    private String text() {
      return "$ORIGIN " + name() + ".\n" + AUTHORITY + records;
    }
  }

  private static final String AUTHORITY =
      """
      @ 3600 IN SOA ns.test. hostmaster.test. 1 3600 600 86400 60
      @ 3600 IN NS ns.test.
      """;

  private static final String RECORDS =
      """
      @ 3600 IN CAA 0 issue "ca.example"
      _xmpp-client._tcp 3600 IN SRV 5 0 5222 xmpp
      _xmpp-server._tcp 3600 IN SRV 5 0 5269 xmpp
      _5269._tcp.xmpp 3600 IN TLSA 3 1 1 %s
      xmpp 3600 IN A 192.0.2.7
      """
          .formatted("00".repeat(32));

  private static final String ROOT =
      """
      . 3600 IN SOA ns.test. hostmaster.test. 1 3600 600 86400 60
      . 3600 IN NS ns.test.
      ns.test. 3600 IN A 127.0.0.1
      """;

  private final Path folder;
  private final int port;
  private final Process unbound;

  /**
   * Starts it with {@code plain.test}, {@code signed.test} and {@code bogus.test}, and {@code
   * declining.test}, which wishes not to be tested.
   */
  SignedZones(Path folder) throws IOException, InterruptedException {
    this(
        folder,
        List.of(
            new Zone("plain", State.UNSIGNED, RECORDS),
            new Zone("signed", State.SIGNED, RECORDS),
            new Zone("bogus", State.BOGUS, RECORDS),
            new Zone(
                "declining",
                State.UNSIGNED,
                RECORDS + "_prosody-probe 3600 IN TXT \"scan=no\"\n")));
  }

  /** Starts it with these. */
  SignedZones(Path folder, List<Zone> zones) throws IOException, InterruptedException {
    this.folder = folder;
    this.port = freePort();
    StringBuilder root = new StringBuilder(ROOT);
    for (Zone zone : zones) {
      root.append(zone.name()).append(". 3600 IN NS ns.test.\n").append(write(zone));
    }
    Files.writeString(folder.resolve("root"), root);
    Path anchor = folder.resolve("anchor");
    Files.writeString(anchor, sign("root", "."));
    Files.writeString(folder.resolve("unbound.conf"), configuration(anchor, zones));
    this.unbound =
        new ProcessBuilder("unbound", "-d", "-c", folder.resolve("unbound.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("unbound.log").toFile())
            .start();
    awaitListening();
  }

  /** The resolver, as {@code --resolver} wants it. */
  String resolver() {
    return "127.0.0.1:" + port;
  }

  /** Writes a zone's file; returns what the root says of its key. */
  private String write(Zone zone) throws IOException, InterruptedException {
    Files.writeString(folder.resolve(zone.label()), zone.text());
    if (zone.state() == State.UNSIGNED) {
      return "";
    }
    String delegation = sign(zone.label(), zone.name());
    if (zone.state() == State.BOGUS) {
      Path signed = folder.resolve(zone.file());
      Files.writeString(signed, Files.readString(signed).replace("SRV\t5 0", "SRV\t6 0"));
    }
    return delegation;
  }

  /** Signs a zone's file; returns the DS record of its key. */
  private String sign(String file, String zone) throws IOException, InterruptedException {
    String key = run("ldns-keygen", "-k", "-a", "ECDSAP256SHA256", zone).strip();
    run("ldns-signzone", "-o", zone, file, key);
    return Files.readString(folder.resolve(key + ".ds"));
  }

  private String configuration(Path anchor, List<Zone> zones) {
    String server =
        """
        server:
          interface: 127.0.0.1
          port: %d
          username: ""
          chroot: ""
          directory: "%s"
          pidfile: ""
          use-syslog: no
          do-not-query-localhost: no
          trust-anchor-file: "%s"
          local-zone: "test." nodefault
        """
            .formatted(port, folder, anchor);
    return Stream.concat(
            Stream.of(List.of(".", "root.signed")),
            zones.stream().map(zone -> List.of(zone.name(), zone.file())))
        .map(
            zone ->
                """
                auth-zone:
                  name: "%s"
                  zonefile: "%s"
                  for-upstream: yes
                  for-downstream: no
                  fallback-enabled: no
                """
                    .formatted(zone.getFirst(), zone.getLast()))
        .collect(Collectors.joining("", server, ""));
  }

  private String run(String... command) throws IOException, InterruptedException {
    Program.Ended ended = Program.run(folder, List.of(command));
    return ended.expect(0).output();
  }

  private void awaitListening() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 200; attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return;
      } catch (IOException _) {
        if (!unbound.isAlive()) {
          break;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    fail("unbound does not listen:\n" + Files.readString(folder.resolve("unbound.log")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    unbound.destroy();
    unbound.waitFor();
  }
}
