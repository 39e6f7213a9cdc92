package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.report.JsonReportReader;
import io.github.prosodyprobe.report.UnreadableReportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCommandTest {

  @TempDir private Path folder;
  private String file = "";

  @BeforeEach
  void keep() throws IOException {
    file = folder.resolve("runs.db").toString();
    String closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = "c2s=127.0.0.1:" + socket.getLocalPort();
    }
    Outcome scan =
        CommandLines.run("scan", "bücher.example", "--connect", closed, "--history", file, "-q");
    assertEquals(3, scan.exitCode(), scan.messages());
  }

  @ParameterizedTest
  @CsvSource({"bücher.example", "xn--bcher-kva.example", "Bücher.Example."})
  void knowsATargetByEachOfItsNames(String target) {
    Outcome outcome = history(target);
    assertAll(
        () -> assertEquals(0, outcome.exitCode(), outcome.messages()),
        () -> assertTrue(outcome.out().contains(target + "  1 run"), outcome.out()),
        () -> assertTrue(outcome.out().contains("UNDECIDED"), outcome.out()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other.example                              | There are some of xn--bcher-kva.example",
        "bücher.example --check tls-version         | Did you mean tls-versions?",
        "bücher.example --limit 0                   | Give a number from 1",
        "bücher.example --report html               | should be text or json",
        "bücher.example --run 7                     | has no run 7",
        "a@b                                        | is no domain",
      })
  void saysWhatToDoNext(String arguments, String words) {
    Outcome outcome = history(arguments.split(" ", -1));
    assertAll(
        () -> assertEquals(2, outcome.exitCode(), outcome.out()),
        () -> assertTrue(outcome.messages().contains(words), outcome.messages()));
  }

  @Test
  void saysThatAReportWasDropped() {
    CommandLines.run(
        "scan",
        "bücher.example",
        "--connect",
        "c2s=127.0.0.1:1",
        "--history",
        file,
        "-q",
        "--history-keep",
        "1");
    Outcome first = history("bücher.example", "--run", "1");
    assertAll(
        () ->
            assertTrue(first.messages().contains("no report of run 1 any more"), first.messages()),
        () -> assertEquals(0, history("bücher.example", "--run", "2").exitCode()),
        () -> assertTrue(history("bücher.example").out().contains("  2 runs"), "a run is lost"));
  }

  @Test
  void anEmptyHistoryIsNoFault() throws IOException {
    Files.delete(Path.of(file));
    assertTrue(history("bücher.example").messages().contains("Keep a run: "));
    Files.createFile(Path.of(file));
    assertTrue(history("bücher.example").messages().contains("Keep one: prosody-probe scan"));
  }

  @Test
  void givesTheReportOfARunBack() throws UnreadableReportException {
    Outcome outcome = history("bücher.example", "--run", "1");
    assertEquals(
        "bücher.example",
        JsonReportReader.read(outcome.out().getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .run()
            .target());
  }

  @Test
  void aHistoryWithoutATargetIsRefused() {
    Outcome outcome = CommandLines.run("scan", "--config", "x.cfg.lua", "--history", file);
    assertEquals(2, outcome.exitCode());
    assertTrue(outcome.messages().contains("TARGET"), outcome.messages());
  }

  private Outcome history(String... arguments) {
    String[] command = new String[arguments.length + 3];
    command[0] = "history";
    command[1] = "--history";
    command[2] = file;
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    return CommandLines.run(command);
  }
}
