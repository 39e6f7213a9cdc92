package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryUntilTest {

  @Test
  void aPortThatAcceptsAndSaysNothingIsNotUpYet() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.playing(
            peer -> {},
            peer -> peer.expect("<stream:stream").send(Sessions.streamError("system-shutdown")),
            peer -> peer.expect("<stream:stream").send(Sessions.HEADER + Sessions.FEATURES))) {
      Outcome outcome = scan("127.0.0.1:" + server.address().getPort(), "c2s-tls-required", "40s");
      assertAll(
          () -> assertTrue(outcome.messages().contains("up to 40 s"), outcome.messages()),
          () -> assertFalse(outcome.messages().contains("not up"), outcome.messages()),
          () -> assertTrue(server.connections() > 3, server.connections() + " connections"));
    }
  }

  @Test
  void whenTheTimeIsOverWhatIsThereIsJudged() throws IOException {
    Outcome outcome = scan("127.0.0.1:" + closed(), "starttls-offered", "1s");
    assertAll(
        () -> assertEquals(3, outcome.exitCode(), outcome.messages()),
        () -> assertTrue(outcome.messages().contains("(tcp-refused)"), outcome.messages()),
        () -> assertTrue(outcome.out().contains("UNDECIDED"), outcome.out()));
  }

  private static Outcome scan(String place, String check, String patience) {
    return CommandLines.run(
        "scan",
        "example.test",
        "--connect",
        "c2s=" + place,
        "--only",
        check,
        "--retry-until",
        patience);
  }

  /** A port where nobody listens. */
  private static int closed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
