package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a run, the history of the earlier ones is there. */
class HistoryIT {

  private static final int UNDECIDED = 3;
  private static final int NOT_KEPT = 2;

  @TempDir private Path folder;

  @Test
  void scansThatEndTogetherAreAllKept() throws Exception {
    int scans = 6;
    List<Future<Ended>> ended = new ArrayList<>();
    try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int scan = 0; scan < scans; scan++) {
        Callable<Ended> user = () -> scan("-q");
        ended.add(users.submit(user));
      }
      for (Future<Ended> each : ended) {
        each.get().expect(UNDECIDED);
      }
    }
    assertKept(scans);
  }

  @Test
  void aKillInTheMiddleOfAWriteLosesNoEarlierRun() throws Exception {
    scan("-q").expect(UNDECIDED);
    scan("-q").expect(UNDECIDED);
    long before = Files.size(history());
    Path lib = Program.PROJECT.resolve("target/prosody-probe/lib");
    Process writer =
        new ProcessBuilder(
                Program.PROJECT.resolve("target/prosody-probe/runtime/bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.lib.path=" + lib,
                "-cp",
                Program.PROJECT.resolve("target/test-classes") + ":" + lib + "/*",
                HalfWriter.class.getName(),
                history().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("half", writer.inputReader().readLine());
    writer.destroyForcibly().waitFor();
    assertTrue(Files.size(history()) > before, "nothing was half written");
    assertKept(2);
    assertEquals(before, Files.size(history()));
    scan("-q").expect(UNDECIDED);
    assertKept(3);
  }

  @Test
  void aFullDiskLosesThisRunOnly() throws Exception {
    scan("-q").expect(UNDECIDED);
    byte[] before = Files.readAllBytes(history());
    // A limit on the size of files fails a write in its middle, and needs no disk to be full.
    Path line = folder.resolve("line");
    String command = String.join(" ", command("-q", "--report", "nagios=" + line));
    String limit = "ulimit -f " + before.length / 512 + " && exec ";
    Ended ended = Program.run(folder, List.of("sh", "-c", limit + command)).expect(NOT_KEPT);
    assertAll(
        () -> assertTrue(ended.errors().contains("the history"), ended.errors()),
        () -> assertTrue(ended.output().startsWith("UNDECIDED example.test"), ended.output()),
        () -> assertTrue(Files.exists(line)));
    assertKept(1);
    assertArrayEquals(before, Files.readAllBytes(history()));
  }

  @Test
  void aDamagedFileIsLeftForSomebodyToRescueAndTheReportIsThere() throws Exception {
    scan("-q").expect(UNDECIDED);
    byte[] damaged = Files.readAllBytes(history());
    Arrays.fill(damaged, 4_096, 8_192, (byte) 0x5a);
    Files.write(history(), damaged);
    Path json = folder.resolve("report.json");
    Ended ended = scan("--report", "json=" + json).expect(NOT_KEPT);
    assertAll(
        () -> assertTrue(ended.errors().contains("is damaged, and was left"), ended.errors()),
        () -> assertTrue(ended.output().contains("UNDECIDED"), ended.output()),
        () -> assertTrue(Files.size(json) > 0),
        () -> assertArrayEquals(damaged, Files.readAllBytes(history())));
  }

  @Test
  void aPlaceForNoHistoryIsRefusedBeforeTheScan() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Files.createSymbolicLink(history(), precious);
    Ended ended = scan("-q").expect(2);
    assertAll(
        () -> assertTrue(ended.errors().contains("symbolic link"), ended.errors()),
        () -> assertEquals("", ended.output()),
        () -> assertEquals("precious", Files.readString(precious)));
  }

  @Test
  void needsNoFolderForTemporaryFiles() throws Exception {
    String command = String.join(" ", command("-q"));
    String without = "export JDK_JAVA_OPTIONS=-Djava.io.tmpdir=/nonexistent && exec ";
    Program.run(folder, List.of("sh", "-c", without + command)).expect(UNDECIDED);
    assertKept(1);
  }

  @Test
  void drawsItselfIntoThePage() throws Exception {
    scan("-q").expect(UNDECIDED);
    Path page = folder.resolve("page.html");
    scan("-q", "--report", "html=" + page).expect(UNDECIDED);
    String html = Files.readString(page);
    assertTrue(html.contains("2 runs since"), html);
  }

  private void assertKept(int runs) throws IOException, InterruptedException {
    Ended ended =
        Program.probe(
            "history", "example.test", "--history", history().toString(), "--report", "json");
    assertTrue(ended.expect(0).output().contains("\"runsKept\" : " + runs), ended.output());
  }

  /** A scan of a port where nobody listens, which is over at once. */
  private Ended scan(String... options) throws IOException, InterruptedException {
    return Program.run(folder, command(options));
  }

  private List<String> command(String... options) throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    List<String> command =
        Program.commandLine(
            "scan",
            "example.test",
            "--connect",
            "c2s=127.0.0.1:" + port,
            "--history",
            history().toString());
    command.addAll(List.of(options));
    return command;
  }

  private Path history() {
    return folder.resolve("runs.db");
  }
}
