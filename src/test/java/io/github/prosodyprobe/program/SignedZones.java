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
 * A real {@code unbound} with a root of its own, signed, and below it {@code plain.test}, which is
 * not signed, {@code signed.test}, and {@code bogus.test}, whose records were changed after
 * signing.
 */
final class SignedZones implements AutoCloseable {

  private static final String ZONE =
      """
      @ 3600 IN SOA ns.test. hostmaster.test. 1 3600 600 86400 60
      @ 3600 IN NS ns.test.
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
      plain.test. 3600 IN NS ns.test.
      signed.test. 3600 IN NS ns.test.
      bogus.test. 3600 IN NS ns.test.
      """;

  private final Path folder;
  private final int port;
  private final Process unbound;

  /** Starts it. */
  SignedZones(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.port = freePort();
    Files.writeString(folder.resolve("plain"), "$ORIGIN plain.test.\n" + ZONE);
    String delegations = sign("signed") + sign("bogus");
    Path bogus = folder.resolve("bogus.signed");
    Files.writeString(bogus, Files.readString(bogus).replace("SRV\t5 0", "SRV\t6 0"));
    Files.writeString(folder.resolve("root"), ROOT + delegations);
    Path anchor = folder.resolve("anchor");
    Files.writeString(anchor, sign("root", "."));
    Files.writeString(folder.resolve("unbound.conf"), configuration(anchor));
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

  private String sign(String zone) throws IOException, InterruptedException {
    Files.writeString(folder.resolve(zone), "$ORIGIN " + zone + ".test.\n" + ZONE);
    return sign(zone, zone + ".test");
  }

  /** Signs a zone's file; returns the DS record of its key. */
  private String sign(String file, String zone) throws IOException, InterruptedException {
    String key = run("ldns-keygen", "-k", "-a", "ECDSAP256SHA256", zone).strip();
    run("ldns-signzone", "-o", zone, file, key);
    return Files.readString(folder.resolve(key + ".ds"));
  }

  private String configuration(Path anchor) {
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
    return Stream.of(
            ". root.signed",
            "plain.test plain",
            "signed.test signed.signed",
            "bogus.test bogus.signed")
        .map(zone -> zone.split(" ", 2))
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
                    .formatted(zone[0], zone[1]))
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
