package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.hostile.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsFileTest {

  @TempDir private Path folder;

  @Test
  void oneThatIsDownDoesNotStopTheOthersAndTheWorstDecides() throws IOException {
    try (ScriptedServer server = OrdinaryServer.start()) {
      Path targets =
          write(
              """
              targets:
                - domain: down.example
                  connect: { c2s: "127.0.0.1:%d" }
                - domain: example.test
                  connect: { c2s: "127.0.0.1:%d" }
                  only: [certificate-trusted, starttls-offered]
              """
                  .formatted(closed(), server.address().getPort()));
      Outcome outcome =
          CommandLines.run(
              "scan",
              "--targets",
              targets.toString(),
              "--only",
              "starttls-offered",
              "-q",
              "--report",
              "json=" + folder.resolve("{target}.json"));
      assertAll(
          () -> assertEquals(1, outcome.exitCode(), outcome.messages()),
          () ->
              assertEquals(
                  """
                  UNDECIDED down.example: unknown starttls-offered
                  NOT COMPLIANT example.test: critical certificate-trusted
                  """,
                  outcome.out().replaceAll(" \\(.*\\)", "")),
          () -> assertTrue(Files.exists(folder.resolve("down.example.json"))),
          () -> assertTrue(Files.exists(folder.resolve("example.test.json"))));
    }
  }

  @Test
  void whatIsWrongWithAnyTargetIsSaidBeforeOneIsScanned() throws IOException {
    try (ScriptedServer server = OrdinaryServer.start()) {
      Path targets =
          write(
              """
              targets:
                - domain: example.test
                  connect: { c2s: "127.0.0.1:%d" }
                - domain: a.example
                  policy: no-such.yaml
                - domain: b.example
                  only: tls-version
                - domain: c.example
                  trust: no-such.pem
              """
                  .formatted(server.address().getPort()));
      Outcome outcome = CommandLines.run("scan", "--targets", targets.toString());
      String said = outcome.messages();
      assertAll(
          () -> assertEquals(2, outcome.exitCode()),
          () -> assertTrue(said.contains("targets.yaml:4:5: " + folder.resolve("no-such.yaml"))),
          () -> assertTrue(said.contains("targets.yaml:6:5: --only: 'tls-version'"), said),
          () -> assertTrue(said.contains("targets.yaml:8:5: " + folder.resolve("no-such.pem"))),
          () -> assertEquals("", outcome.out()),
          () -> assertEquals(0, server.connections()));
    }
  }

  @Test
  void standardInputIsAFileToo() throws IOException {
    Outcome outcome =
        CommandLines.run(
            "targets: [ { domain: a.example, connect: { c2s: h:0 } }, b@c.example ]",
            Map.of(),
            UTF_8,
            "scan",
            "--targets",
            "-");
    assertAll(
        () -> assertEquals(2, outcome.exitCode()),
        () ->
            assertTrue(
                outcome.messages().contains("standard input:1:49: '0' is no port"),
                outcome.messages()),
        () -> assertTrue(outcome.messages().contains("'b@c.example' is no domain")),
        () -> assertTrue(outcome.messages().contains("^"), outcome.messages()));
  }

  @Test
  void aTargetStandsInTheConfigurationThatIsNamedForIt() throws IOException {
    Files.writeString(
        folder.resolve("prosody.cfg.lua"),
        "VirtualHost \"a.example\"\nVirtualHost \"b.example\"\n");
    Path targets =
        write(
            """
            defaults: { config: prosody.cfg.lua }
            targets:
              - domain: a.example
                connect: { c2s: "127.0.0.1:%1$d" }
              - domain: b.example
                connect: { c2s: "127.0.0.1:%1$d" }
              - domain: c.example
                connect: { c2s: "127.0.0.1:%1$d" }
            """
                .formatted(closed()));
    Outcome outcome =
        CommandLines.run("scan", "--targets", targets.toString(), "--only", "starttls-offered");
    assertAll(
        () -> assertEquals(2, outcome.exitCode()),
        () ->
            assertTrue(
                outcome.messages().contains("declares no VirtualHost \"c.example\""),
                outcome.messages()),
        () -> assertFalse(outcome.messages().contains("VirtualHost \"b.example\"")));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("targets.yaml"), text);
  }

  /** A port where nobody listens. */
  private static int closed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
