package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.report.JsonReportReader;
import io.github.prosodyprobe.report.Run;
import io.github.prosodyprobe.report.UnreadableReportException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts the program as it is packaged. */
@Timeout(120)
class LauncherIT {

  private static final Path DISTRIBUTION =
      Path.of(System.getProperty("basedir", "."), "target", "prosody-probe");

  @TempDir private Path folder;

  @Test
  void startsThroughASymbolicLinkFromAnyFolder() throws Exception {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("pp"), DISTRIBUTION.resolve("bin/prosody-probe").toAbsolutePath());
    String outcome = run(link);
    Files.delete(link);
    assertTrue(outcome.startsWith("0|prosody-probe "), outcome);
  }

  @Test
  void worksWhenItIsCopiedAwayAndSaysNothingOfItsOwn() throws Exception {
    Path copy = folder.resolve("a copy");
    copy(DISTRIBUTION, copy);
    String version = run(copy.resolve("bin/prosody-probe"));
    assertEquals(run(DISTRIBUTION.resolve("bin/prosody-probe")), version);
    Files.delete(copy.resolve("lib/prosody-probe.aot"));
    assertEquals(version, run(copy.resolve("bin/prosody-probe")));
  }

  @Test
  void takesAnotherJavaWhereItHasNoRuntime() throws Exception {
    Path copy = folder.resolve("copy");
    copy(DISTRIBUTION, copy);
    Files.move(copy.resolve("runtime"), folder.resolve("java"));
    ProcessBuilder builder = builder(copy.resolve("bin/prosody-probe"), "--version");
    builder.environment().put("PROSODY_PROBE_JAVA", folder.resolve("java").toString());
    assertTrue(outcome(builder).startsWith("0|prosody-probe "));
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsTheScanWithAPartialReport(String signal, int exitCode) throws Exception {
    Path json = folder.resolve("report.json");
    try (ScriptedServer silent = ScriptedServer.playing(peer -> peer.hang())) {
      Process process =
          builder(
                  DISTRIBUTION.resolve("bin/prosody-probe"),
                  "scan",
                  "example.test",
                  "--connect",
                  "c2s=127.0.0.1:" + silent.address().getPort(),
                  "--report",
                  "json=" + json)
              .start();
      while (silent.connections() == 0 && process.isAlive()) {
        Thread.sleep(20);
      }
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int code = process.waitFor();
      Run run = run(Files.readAllBytes(json));
      assertAll(
          () -> assertEquals(exitCode, code, output),
          () -> assertEquals(List.of(false, true), List.of(run.complete(), run.interrupted())),
          () -> assertTrue(output.contains("interrupted"), output));
    }
  }

  private static Run run(byte[] report) throws UnreadableReportException {
    return JsonReportReader.read(report).run();
  }

  private static String run(Path program) throws IOException, InterruptedException {
    return outcome(builder(program, "--version"));
  }

  private static ProcessBuilder builder(Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** Exit code and output. */
  private static String outcome(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() + "|" + output;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectory(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            // Without the time stamps, as a plain cp does it.
            Path copy = Files.copy(file, to.resolve(from.relativize(file).toString()));
            copy.toFile().setExecutable(Files.isExecutable(file));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
