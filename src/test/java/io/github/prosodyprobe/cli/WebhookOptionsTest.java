package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.Run;
import io.github.prosodyprobe.report.Verdict;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.tls.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class WebhookOptionsTest {

  private static final String SECRET = "T0psecret";
  private static final String BOTH = "certificate-trusted,starttls-offered";

  @TempDir private Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private ScriptedServer server;
  private ScriptedServer hook;
  private Path file;
  private Path state;

  @BeforeEach
  void start() throws IOException {
    server = OrdinaryServer.start();
    hook =
        ScriptedServer.playing(
            peer -> {
              peer.expect("\r\n\r\n").expect("\n}\n");
              told.add(peer.heard());
              peer.send("HTTP/1.1 " + status + " " + SECRET + "\r\nContent-Length: 0\r\n\r\n");
            });
    file = folder.resolve("hook.url");
    state = folder.resolve("hook.url.state");
    write(file, "\n  http://127.0.0.1:" + hook.address().getPort() + "/" + SECRET + "?k=v\n");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    hook.close();
  }

  private static void write(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Outcome scan(String checks, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "scan",
                "example.test",
                "--debug",
                "--connect",
                "c2s=127.0.0.1:" + server.address().getPort(),
                "--only",
                checks,
                "--report",
                "json=" + folder.resolve("report.json"),
                "--report",
                "text",
                "--webhook-file",
                file.toString()));
    arguments.addAll(List.of(more));
    Outcome outcome = CommandLines.run(arguments.toArray(String[]::new));
    assertFalse((outcome.out() + outcome.messages()).contains(SECRET), outcome.messages());
    return outcome;
  }

  @Test
  void tellsEachChangeOnceAndAgainWhereItWasNotTaken() throws IOException {
    status = 500;
    Outcome refused = scan(BOTH);
    assertAll(
        () -> assertEquals(1, refused.exitCode()),
        () -> assertEquals(1, told.size()),
        () ->
            assertTrue(
                refused
                    .messages()
                    .contains(
                        "prosody-probe: the webhook at 127.0.0.1 was not told what changed: it"
                            + " answered with status 500\nThe next run tells it."),
                refused.messages()),
        () -> assertFalse(Files.exists(state)));
    status = 200;
    Outcome taken = scan(BOTH);
    assertAll(
        () -> assertEquals(1, taken.exitCode()),
        () -> assertEquals(2, told.size()),
        () -> assertTrue(told.getLast().contains("certificate-trusted"), told.getLast()),
        () -> assertTrue(told.getLast().contains("\"verdictBefore\" : null"), told.getLast()),
        () -> assertFalse(taken.messages().contains("webhook"), taken.messages()),
        () -> assertEquals("rw-------", permissions(state)));
    scan(BOTH);
    assertEquals(2, told.size(), "a night like the one before");
    assertEquals(0, scan("starttls-offered").exitCode());
    assertAll(
        () -> assertEquals(3, told.size()),
        () -> assertTrue(told.getLast().contains("\"verdict\" : \"COMPLIANT\""), told.getLast()),
        () -> assertTrue(told.getLast().contains("\"stateBefore\" : \"fail\""), told.getLast()));
    scan("starttls-offered");
    assertEquals(3, told.size(), "another quiet night");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path written : files.filter(it -> !it.equals(file)).toList()) {
        assertFalse(Files.readString(written).contains(SECRET), written.toString());
      }
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aFirstRunOnWhichAllIsWellIsRememberedInSilence() {
    assertEquals(0, scan("starttls-offered").exitCode());
    assertAll(() -> assertEquals(0, told.size()), () -> assertTrue(Files.exists(state)));
    scan(BOTH);
    assertEquals(1, told.size());
  }

  @Test
  void aDamagedStateIsLaidAside() throws IOException {
    Files.writeString(state, "{\"oops");
    Outcome outcome = scan(BOTH);
    try (Stream<Path> files = Files.list(folder)) {
      Path aside =
          files.filter(it -> it.toString().contains(".state.damaged-")).findFirst().orElseThrow();
      assertAll(
          () -> assertEquals(1, outcome.exitCode()),
          () -> assertEquals(1, told.size()),
          () -> assertTrue(outcome.messages().contains("is damaged"), outcome.messages()),
          () -> assertEquals("{\"oops", Files.readString(aside)));
    }
  }

  @Test
  void oneDocumentIsForAllTargets() throws IOException {
    Path list = folder.resolve("targets.yaml");
    String port = Integer.toString(server.address().getPort());
    Files.writeString(
        list,
        """
        targets:
          - domain: example.test
            connect: [c2s=127.0.0.1:PORT]
          - domain: other.test
            connect: [c2s=127.0.0.1:PORT]
        """
            .replace("PORT", port));
    String[] arguments = {
      "scan", "--targets", list.toString(), "--only", BOTH, "--webhook-file", file.toString()
    };
    assertEquals(1, CommandLines.run(arguments).exitCode());
    assertEquals(1, CommandLines.run(arguments).exitCode());
    assertAll(
        () -> assertEquals(1, told.size()),
        () -> assertTrue(told.getFirst().contains("\"example.test\""), told.getFirst()),
        () -> assertTrue(told.getFirst().contains("\"other.test\""), told.getFirst()));
    scan(BOTH);
    assertTrue(Files.readString(state).contains("\"other.test\""), "not scanned, not forgotten");
    assertEquals(1, told.size());
  }

  @Test
  void runsAtTheSameTimeTellItOnce() {
    List<CompletableFuture<Outcome>> runs =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> scan(BOTH))).limit(3).toList();
    runs.forEach(run -> assertEquals(1, run.join().exitCode()));
    assertEquals(1, told.size());
  }

  @Test
  void anInterruptedRunTellsNothingAndIsNotRemembered() {
    WebhookOptions options = new WebhookOptions();
    CommandLine.populateCommand(options, "--webhook-file", file.toString());
    options.checkFor(List.of(Domain.of("example.test")), Map.of());
    Report report =
        Report.ofFacts(
            new Report.Tool("prosody-probe", "1.2.3"),
            new Run(
                "example.test",
                Instant.EPOCH,
                Instant.EPOCH,
                "external",
                false,
                new Run.Connections(1, 1),
                true),
            List.of(),
            Map.of());
    int exitCode =
        options.tell(
            CommandLines.context(),
            List.of(new Judged(report, Verdict.UNDECIDED)),
            1,
            TrustStore::ofJdk);
    assertAll(
        () -> assertEquals(0, exitCode),
        () -> assertEquals(0, told.size()),
        () -> assertFalse(Files.exists(state)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rw-r----- | https://hooks.example.org/T0psecret      | read by others",
        "rw----r-- | https://hooks.example.org/T0psecret      | chmod 600",
        "rw------- | T0psecret                                | no https URL",
        "rw------- | http://hooks.example.org/T0psecret       | loopback",
        "rw------- | https://user:T0psecret@hooks.example.org | user or a password",
      })
  void whatCannotBeUsedIsSaidBeforeAnythingIsScanned(String mode, String content, String words)
      throws IOException {
    write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    refusedWith(words);
  }

  @ParameterizedTest
  @CsvSource({"r--r-----, true, 0", "r--r-----, false, 2", "r--r--r--, true, 2"})
  void theGroupMayReadWhatSystemdHandedToTheService(String mode, boolean handed, int exitCode)
      throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    Outcome outcome =
        CommandLines.run(
            "",
            handed ? Map.of("CREDENTIALS_DIRECTORY", folder.toString()) : Map.of(),
            UTF_8,
            "scan",
            "example.test",
            "--connect",
            "c2s=127.0.0.1:" + server.address().getPort(),
            "--webhook-file",
            file.toString(),
            "--plan");
    assertEquals(exitCode, outcome.exitCode(), outcome.messages());
  }

  @Test
  void aStateThatCouldNotBeKeptIsSaidBeforeAnythingIsScanned() throws IOException {
    refusedWith("overwrite the URL", "--webhook-state", file.toString());
    refusedWith("folder does not exist", "--webhook-state", "/no/such/state");
    Files.createSymbolicLink(state, folder.resolve("elsewhere"));
    refusedWith("symbolic link");
  }

  private void refusedWith(String words, String... more) {
    Outcome outcome = scan(BOTH, more);
    assertAll(
        () -> assertEquals(2, outcome.exitCode()),
        () -> assertTrue(outcome.messages().contains(words), outcome.messages()),
        () -> assertEquals(0, server.connections()));
  }
}
