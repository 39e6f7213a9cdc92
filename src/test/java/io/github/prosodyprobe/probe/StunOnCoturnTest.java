package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.StunFacts;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a real coturn, with the settings that Prosody's documentation gives for it. */
class StunOnCoturnTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void sees(@TempDir Path folder) throws Exception {
    int port = freePort();
    Process coturn = start(port, folder);
    try {
      Findings findings =
          assertTimeoutPreemptively(
              Duration.ofSeconds(60), () -> askedUntilUp(new InetSocketAddress(LOOPBACK, port)));
      assertEquals("answers", Seen.of(findings, StunFacts.BINDING));
      String mapped = Seen.of(findings, StunFacts.MAPPED_ADDRESS);
      assertTrue(mapped.startsWith("127.0.0.1:"), mapped);
      assertEquals("yes", Seen.of(findings, StunFacts.MAPPED_PRIVATE));
      assertTrue(Seen.of(findings, StunFacts.SOFTWARE).startsWith("Coturn-"));
    } finally {
      coturn.destroy();
      coturn.waitFor();
    }
  }

  /** While it is starting nobody is at the port, which the probe must say in its own way. */
  private static Findings askedUntilUp(InetSocketAddress address) throws InterruptedException {
    while (true) {
      Findings findings = new Findings();
      try {
        new StunProbe(new Random(1)).run(TestContexts.of(Listener.TURN, address), findings);
        return findings;
      } catch (PeerException _) {
        Thread.sleep(200);
      }
    }
  }

  private static Process start(int port, Path folder) throws IOException {
    List<String> command =
        List.of(
            "turnserver",
            "-n",
            "--listening-ip=127.0.0.1",
            "--listening-port=" + port,
            "--use-auth-secret",
            "--static-auth-secret=secret-of-the-test",
            "--realm=example.test",
            "--no-tls",
            "--no-dtls",
            "--no-cli",
            "--userdb=" + folder.resolve("turn.sqlite"),
            "--pidfile=" + folder.resolve("turn.pid"),
            "--log-file=" + folder.resolve("turn.log"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("turn.out").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }
}
