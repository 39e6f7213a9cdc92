package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.dns.ScriptedNameServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A domain that wishes not to be tested, and whose records would fail checks. */
class DeclinedDomainTest {

  private static final String WHY =
      "a TXT record of _prosody-probe.declining.test says scan=no; contact mailto:x@declining.test;"
          + " who runs the server can name its address with --connect";

  @TempDir private Path folder;

  private ScriptedNameServer names;

  @BeforeEach
  void start() throws IOException {
    names =
        ScriptedNameServer.ofZone(
            "_xmpp-client._tcp.declining.test. SRV 0 0 1 host.declining.test.",
            "_xmpp-client._tcp.declining.test. SRV 0 0 0 .",
            "_xmppconnect.declining.test. TXT \"_xmpp-client-xbosh=http://declining.test/\"",
            "host.declining.test. A 127.0.0.1",
            "_prosody-probe.declining.test. TXT \"scan=no; contact=mailto:x@declining.test\"",
            "_xmpp-client._tcp.willing.test. SRV 0 0 1 host.declining.test.",
            "_xmpp-client._tcp.willing.test. SRV 0 0 0 .");
  }

  @AfterEach
  void stop() throws IOException {
    names.close();
  }

  @Test
  void isNotJudgedAndSaysWhyInOneLine() {
    Outcome outcome = scan("declining.test");
    assertAll(
        () -> assertEquals(3, outcome.exitCode(), outcome.out()),
        () -> assertEquals("declining.test: is not looked at: " + WHY + "\n", outcome.messages()),
        () -> assertTrue(outcome.out().contains("? unknown  declined (" + WHY), outcome.out()),
        () ->
            assertTrue(
                outcome.out().contains("UNDECIDED  declining.test  0 passed"), outcome.out()),
        () -> assertFalse(outcome.out().contains("failed"), outcome.out()),
        () ->
            assertTrue(
                outcome
                    .out()
                    .matches(
                        "(?s).*Not seen from here:\n"
                            + "  \\d+ checks  only the configuration file tells[^\n]*\n"
                            + "  \\d+ checks  the domain wishes not to be tested[^\n]*\n\n.*"),
                outcome.out()));
  }

  @Test
  void isNotLookedAtWithOptionsThatForgiveEither() {
    Outcome outcome = scan("declining.test", "--allow-unknown", "--retry-until", "60s", "-q");
    assertAll(
        () -> assertEquals(3, outcome.exitCode(), outcome.out()),
        () -> assertEquals("UNDECIDED declining.test: not looked at: " + WHY + "\n", outcome.out()),
        () -> assertEquals("", outcome.messages()));
  }

  @Test
  void isNotCompliantByItsConfigurationFile() throws IOException {
    Path config = folder.resolve("prosody.cfg.lua");
    Files.writeString(config, "VirtualHost \"declining.test\"\n");
    Outcome outcome =
        scan(
            "declining.test",
            "--config",
            config.toString(),
            "--allow-unknown",
            "--fail-on",
            "critical");
    assertAll(
        () -> assertEquals(3, outcome.exitCode(), outcome.out()),
        () -> assertFalse(outcome.out().contains("declining.test  0 passed"), outcome.out()));
  }

  @Test
  void isUnknownToMachinesToo() throws IOException {
    Path json = folder.resolve("report.json");
    Path metrics = folder.resolve("metrics.prom");
    Path line = folder.resolve("nagios.txt");
    scan(
        "declining.test",
        "--report",
        "json=" + json,
        "--report",
        "prometheus=" + metrics,
        "--report",
        "nagios=" + line);
    assertAll(
        () -> assertEquals(Set.of("unknown"), states(json)),
        () -> assertTrue(Files.readString(json).contains("\"declined\""), "no reason"),
        () ->
            assertTrue(
                Files.readString(metrics)
                    .contains("last_run_exit_code{target=\"declining.test\"} 3"),
                "another exit code"),
        () ->
            assertTrue(
                Files.readString(line)
                    .startsWith(
                        "PROSODY-PROBE UNKNOWN - declining.test UNDECIDED: The domain was not"
                            + " looked at: "
                            + WHY),
                Files.readString(line)));
  }

  @Test
  void leavesOtherTargetsAsTheyAre() throws IOException {
    Path list = folder.resolve("targets.yaml");
    Files.writeString(list, "targets:\n  - domain: declining.test\n  - domain: willing.test\n");
    Outcome outcome = scan("--targets", list.toString(), "--report", "nagios");
    assertAll(
        () -> assertEquals(1, outcome.exitCode(), outcome.out()),
        () ->
            assertTrue(
                outcome
                    .out()
                    .contains(
                        "2 targets: declining.test UNDECIDED (not looked at: declined);"
                            + " willing.test NOT COMPLIANT"),
                outcome.out()));
  }

  /** The states of facts and of results alike. */
  private static Set<String> states(Path json) throws IOException {
    return Pattern.compile("\"state\" ?: ?\"([^\"]*)\"")
        .matcher(Files.readString(json))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private Outcome scan(String... arguments) {
    List<String> line = new ArrayList<>(List.of("scan"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--resolver", "127.0.0.1:" + names.address().getPort()));
    return CommandLines.run(line.toArray(String[]::new));
  }
}
