package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.hostile.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTest {

  @TempDir private Path folder;

  @Test
  void aClosedPortIsUndecidedAndSaysWhy() throws IOException {
    Outcome outcome = CommandLines.run("scan", "example.test", "--connect", closed(), "-q");
    assertAll(
        () -> assertEquals(3, outcome.exitCode(), outcome.messages()),
        () ->
            assertTrue(
                outcome.out().startsWith("UNDECIDED example.test: unknown "), outcome.out()));
  }

  @Test
  void toleratingWhatIsUnknownDoesNotTurnAnOutageIntoCompliance() throws IOException {
    Outcome outcome =
        CommandLines.run("scan", "example.test", "--connect", closed(), "--allow-unknown");
    assertEquals(3, outcome.exitCode(), outcome.out());
  }

  @Test
  void failsOnWhatTheServerDoesWrongAndCanBeJudgedAgainOffline() throws IOException {
    Path json = folder.resolve("example.test.json");
    try (ScriptedServer server = OrdinaryServer.start()) {
      Outcome scan =
          CommandLines.run(
              "scan",
              "example.test",
              "--connect",
              "c2s=127.0.0.1:" + server.address().getPort(),
              "--only",
              "certificate-trusted,starttls-offered",
              "--report",
              "json=" + folder.resolve("{target}.json"));
      String verdict = scan.out().lines().toList().getLast();
      assertAll(
          () -> assertEquals(1, scan.exitCode(), scan.messages()),
          () -> assertTrue(verdict.startsWith("NOT COMPLIANT  example.test  1 passed"), verdict),
          () -> assertTrue(scan.out().contains("certificate-trusted"), scan.out()),
          () -> assertTrue(scan.messages().startsWith("example.test: about"), scan.messages()));
    }
    String[] again = {"evaluate", json.toString(), "--only", "certificate-trusted", "-q"};
    String saved = Files.readString(json);
    assertAll(
        () ->
            assertEquals(
                "NOT COMPLIANT example.test: critical certificate-trusted\n",
                CommandLines.run(again).out()),
        () -> assertEquals(1, CommandLines.run(again).exitCode()),
        () ->
            assertEquals(
                0,
                CommandLines.run(
                        saved, Map.of(), UTF_8, "evaluate", "-", "--only", "starttls-offered")
                    .exitCode()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2s-tls-required", "sasl-mechanisms", "tls-versions", "smoke"})
  void theAnnouncementIsAboutWhatIsAsked(String words) throws IOException {
    Path json = folder.resolve("example.test.json");
    try (ScriptedServer server = OrdinaryServer.start()) {
      String announced =
          CommandLines.run(
                  "scan",
                  "example.test",
                  "--connect",
                  "c2s=127.0.0.1:" + server.address().getPort(),
                  "--only",
                  words,
                  "--report",
                  "json=" + json)
              .messages();
      int about = number("about (\\d+) connection", announced);
      int most = number("at most (\\d+)", announced);
      int used = number("\"used\" : (\\d+)", Files.readString(json));
      assertAll(
          () -> assertEquals(server.connections(), used),
          () -> assertTrue(Math.abs(about - used) <= 2, used + " used: " + announced),
          () -> assertTrue(used <= most, used + " used: " + announced));
    }
  }

  private static int number(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), text);
    return Integer.parseInt(matcher.group(1));
  }

  @Test
  void planDialsNothing() throws IOException {
    try (ScriptedServer server = OrdinaryServer.start()) {
      Outcome outcome =
          CommandLines.run(
              "scan",
              "example.test",
              "--connect",
              "c2s=127.0.0.1:" + server.address().getPort(),
              "--plan");
      assertAll(
          () -> assertEquals(0, outcome.exitCode()),
          () -> assertTrue(outcome.out().contains("connections"), outcome.out()),
          () -> assertEquals(0, server.connections()));
    }
  }

  @Test
  void lookShowsFactsWithoutAVerdict() throws IOException {
    try (ScriptedServer server = OrdinaryServer.start()) {
      Outcome outcome =
          CommandLines.run(
              "look", "example.test", "--connect", "c2s=127.0.0.1:" + server.address().getPort());
      assertEquals(0, outcome.exitCode(), outcome.messages());
      assertTrue(outcome.out().contains("tls.versions"), outcome.out());
    }
    assertEquals(3, CommandLines.run("look", "example.test", "--connect", closed()).exitCode());
  }

  @Test
  void aReaderThatWentAwayIsNoErrorButAFullDiskIs() {
    Outcome away = CommandLines.runIntoBrokenOutput("Broken pipe", "explain", "tls-versions");
    Outcome full =
        CommandLines.runIntoBrokenOutput("No space left on device", "explain", "tls-versions");
    assertAll(
        () -> assertEquals(0, away.exitCode()),
        () -> assertEquals("", away.messages()),
        () -> assertEquals(2, full.exitCode()));
  }

  /** A port where nobody listens. */
  private static String closed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "c2s=127.0.0.1:" + socket.getLocalPort();
    }
  }
}
