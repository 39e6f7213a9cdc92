package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets Prometheus' own tool read the alerts and go through nights of them. */
class RulesIT {

  private static final Path TESTS = Program.PROJECT.resolve("src/test/prometheus");
  private static final Path RULES =
      Program.PROJECT.resolve("src/main/dist/prometheus/prosody-probe.rules.yml");
  private static final Pattern METRIC = Pattern.compile("prosody_probe_\\w+");

  @TempDir private Path folder;

  @Test
  void promtoolFindsNoMistake() throws Exception {
    Program.run(TESTS, List.of("promtool", "check", "rules", RULES.toString())).expect(0);
  }

  @Test
  void nightsGiveTheRightAlerts() throws Exception {
    Ended ended =
        Program.run(TESTS, List.of("promtool", "test", "rules", "prosody-probe.rules.test.yml"));
    assertEquals(0, ended.exitCode(), ended.output() + ended.errors());
  }

  /** Also of a server that is down, because the dead man's switch hangs on them. */
  @Test
  void everyMetricOfTheRulesIsThereWhenNothingCouldBeSeen() throws Exception {
    int closed;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = unused.getLocalPort();
    }
    Path metrics = folder.resolve("metrics");
    Program.probe(
            "scan",
            "example.test",
            "--connect=c2s=127.0.0.1:" + closed,
            "--report=prometheus=" + metrics)
        .expect(3);
    String written = Files.readString(metrics);
    Set<String> names = new TreeSet<>();
    METRIC
        .matcher(Files.readString(RULES).replaceAll("(?m)^ *#.*", ""))
        .results()
        .forEach(found -> names.add(found.group()));
    assertAll(
        () -> assertTrue(names.size() > 3, names::toString),
        () -> names.forEach(name -> assertTrue(written.contains("# TYPE " + name + " "), name)),
        () ->
            assertTrue(
                written.matches(
                    "(?s).*prosody_probe_last_run_timestamp_seconds\\{target=\"example.test\"}"
                        + " \\d+\n.*"),
                written));
  }
}
