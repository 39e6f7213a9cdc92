package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import io.github.prosodyprobe.prosody.LateProsody;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scan after a deploy, of a server that accepts connections and does not answer yet. */
@Timeout(120)
@RealProsody(version = "13", config = "recommended")
class RetryUntilIT {

  private static final String[] SMOKE = {"--only", "smoke", "--retry-until", "60s"};

  @Test
  void waitsForProsodyAndJudgesOnce(ProsodyServer server) throws Exception {
    Ended ended = whileItIsHeld(server, () -> Program.scan(server, SMOKE)).expect(0);
    assertAll(
        () -> assertTrue(ended.output().contains("COMPLIANT"), ended.output()),
        () -> assertEquals(2, ended.errors().lines().count(), "silent in a pipe: " + ended));
  }

  @Test
  void waitsForAProsodyThatIsStartedMeanwhile(ProsodyServer other) throws Exception {
    LateProsody late = LateProsody.notYet();
    List<String> scan = new ArrayList<>(List.of("scan", other.domain()));
    scan.addAll(List.of("--connect", "c2s=" + late.c2s(), "--trust", other.ca().toString()));
    scan.addAll(List.of(SMOKE));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ended> running = executor.submit(() -> Program.probe(scan.toArray(String[]::new)));
      TimeUnit.SECONDS.sleep(5);
      assertFalse(running.isDone(), "did not wait");
      try (AutoCloseable _ = late.start("13", "recommended")) {
        Ended ended = running.get().expect(0);
        assertAll(
            () -> assertTrue(ended.output().contains("COMPLIANT"), ended.output()),
            () -> assertFalse(ended.errors().contains("not up"), ended.errors()));
      }
    }
  }

  @Test
  void aTerminalShowsHowFarItIs(ProsodyServer server) throws Exception {
    String command =
        String.join(
            " ",
            Program.commandLine(
                "scan",
                server.domain(),
                "--connect",
                "c2s=" + Program.hostAndPort(server.c2s()),
                "--trust",
                server.ca().toString(),
                "--only smoke --retry-until 60s"));
    List<String> onTerminal = List.of("script", "-qec", command, "/dev/null");
    Ended ended = whileItIsHeld(server, () -> Program.run(Program.PROJECT, onTerminal)).expect(0);
    Ended dumb =
        whileItIsHeld(
                server,
                () ->
                    Program.run(
                        Program.PROJECT,
                        List.of("script", "-qec", "TERM=dumb " + command, "/dev/null")))
            .expect(0);
    int last = ended.output().lastIndexOf("attempt");
    assertAll(
        () -> assertTrue(ended.output().contains("waiting for the server"), ended.output()),
        () -> assertTrue(ended.output().indexOf("\r\u001b[K", last) > 0, "not wiped: " + ended),
        () -> assertFalse(dumb.output().contains("waiting for the server"), dumb.output()));
  }

  @Test
  void aSignalEndsTheWaitAtOnce() throws Exception {
    Process process =
        new ProcessBuilder(
                Program.commandLine(
                    "scan", "example.test", "--connect", "c2s=127.0.0.1:1", "--retry-until", "1h"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader errors = process.errorReader()) {
      String line = errors.readLine();
      while (line != null && !line.contains("to come up")) {
        line = errors.readLine();
      }
      process.destroy();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still waiting");
      assertEquals(143, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  /** Runs a command while the server is stopped, and lets it go on after a while. */
  private static Ended whileItIsHeld(ProsodyServer server, Callable<Ended> command)
      throws Exception {
    String pid = Files.readString(pidFile(server)).strip();
    signal("-STOP", pid);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ended> running = executor.submit(command);
      TimeUnit.SECONDS.sleep(7);
      assertFalse(running.isDone(), "did not wait");
      signal("-CONT", pid);
      return running.get();
    } finally {
      signal("-CONT", pid);
    }
  }

  private static Path pidFile(ProsodyServer server) {
    return server.ca().resolveSibling("prosody.pid");
  }

  private static void signal(String name, String pid) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("kill", name, pid).inheritIO().start().waitFor());
  }
}
