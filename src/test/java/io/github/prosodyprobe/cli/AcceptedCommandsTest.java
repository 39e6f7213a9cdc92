package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.report.ReportFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waivers, baselines and differences from the command line, on a stored scan of 2026-11-21. */
class AcceptedCommandsTest {

  private static final List<String> ONLY = List.of("--only", "tls-versions", "--allow-unknown");

  @TempDir private Path folder;

  private Path facts = Path.of("mixed.json");

  @BeforeEach
  void save() throws IOException {
    facts = folder.resolve("mixed.json");
    try (InputStream golden =
        Objects.requireNonNull(ReportFormat.class.getResourceAsStream("mixed.json"))) {
      Files.copy(golden, facts);
    }
  }

  @Test
  void aWaiverHoldsThroughItsLastDayAndThenFailsAgain() throws IOException {
    // Nothing of the sample passes, so what is waived is what there is to see.
    Outcome bare = evaluate();
    Outcome last = evaluate("--waivers", waivers("tls-versions", "2026-11-21"));
    Outcome over = evaluate("--waivers", waivers("tls-versions", "2026-11-20"));
    assertAll(
        () -> assertEquals(1, bare.exitCode(), bare.messages()),
        () -> assertEquals(0, last.exitCode(), last.out() + last.messages()),
        () -> assertTrue(last.out().contains("until 2026-11-21 (OPS-1, ops)"), last.out()),
        () -> assertTrue(last.messages().contains("tls-versions ends today"), last.messages()),
        () -> assertEquals(1, over.exitCode(), over.out()),
        () -> assertTrue(over.out().contains("expired 1 day ago (owner ops)"), over.out()));
  }

  @Test
  void anUnneededWaiverIsNamedAndMayBeMadeAnError() throws IOException {
    Path file = folder.resolve("w.yaml");
    Files.writeString(
        file,
        "waivers: [{check: tls-versions, endpoint: s2s, reason: r, owner: o, permanent: true}]");
    Outcome mild = evaluate("--waivers", file.toString());
    Outcome strict = evaluate("--waivers", file.toString(), "--strict-waivers");
    assertAll(
        () -> assertEquals(1, mild.exitCode()),
        () ->
            assertTrue(mild.messages().contains("w.yaml:1:11: the waiver of tls-versions is not")),
        () -> assertEquals(2, strict.exitCode()),
        () -> assertTrue(strict.out().contains("NOT COMPLIANT"), strict.out()));
  }

  @Test
  void checksAFileOfWaivers() throws IOException {
    Outcome over = CommandLines.run("waivers", "check", waivers("tls-versions", "2020-01-01"));
    Path stored = stored("now.json");
    Outcome needed = CommandLines.run("waivers", "check", permanent("c2s"), stored.toString());
    Outcome unneeded = CommandLines.run("waivers", "check", permanent("s2s"), stored.toString());
    assertAll(
        () -> assertEquals(1, over.exitCode(), over.messages()),
        () -> assertTrue(over.out().contains("has expired, its last day was 2020-01-01")),
        () -> assertEquals(0, needed.exitCode(), needed.out()),
        () -> assertEquals(1, unneeded.exitCode(), unneeded.out()),
        () -> assertTrue(unneeded.out().contains("is not needed"), unneeded.out()));
  }

  @Test
  void knownFailuresMayBeLeftToABaseline() throws IOException {
    Path stored = stored("before.json");
    Outcome known = evaluate("--baseline", stored.toString(), "--fail-on-new");
    Outcome counting = evaluate("--baseline", stored.toString());
    Outcome first =
        evaluate("--baseline-if-exists", folder.resolve("none.json").toString(), "--fail-on-new");
    Outcome none = evaluate("--baseline", folder.resolve("none.json").toString());
    Outcome broken = evaluate("--baseline", waivers("tls-versions", "2026-11-21"));
    Outcome without = evaluate("--fail-on-new");
    assertAll(
        () -> assertEquals(0, known.exitCode(), known.out() + known.messages()),
        () -> assertTrue(known.out().contains("baseline  unchanged"), known.out()),
        () -> assertEquals(1, counting.exitCode()),
        () -> assertEquals(1, first.exitCode(), first.messages()),
        () -> assertEquals(2, none.exitCode()),
        () -> assertEquals(2, broken.exitCode()),
        () -> assertTrue(without.messages().contains("needs a baseline")),
        () -> assertEquals(2, without.exitCode()));
  }

  @Test
  void saysInWhatTwoRunsDiffer() throws IOException {
    Path old = stored("old.json");
    Path now = folder.resolve("new.json");
    Files.writeString(
        now, Files.readString(old).replace("\"TLSv1.1\",", "\"TLSv1.0\",\n \"TLSv1.1\","));
    Outcome same = CommandLines.run("diff", old.toString(), old.toString());
    Outcome text = CommandLines.run("diff", old.toString(), now.toString());
    Outcome json = CommandLines.run("diff", old.toString(), now.toString(), "--report", "json");
    Outcome worse = CommandLines.run("diff", waived().toString(), old.toString());
    Outcome no = CommandLines.run("diff", old.toString(), waivers("tls-versions", "2026-11-21"));
    assertAll(
        () -> assertEquals(0, same.exitCode(), same.messages()),
        () -> assertTrue(same.out().contains("no difference"), same.out()),
        () -> assertEquals(0, text.exitCode(), text.messages()),
        () -> assertTrue(text.out().contains("+         TLSv1.0"), text.out()),
        () -> assertTrue(json.out().contains("\"added\" : [\n            \"TLSv1.0\""), json.out()),
        () -> assertEquals(1, worse.exitCode(), worse.out()),
        () -> assertTrue(worse.out().contains("waived -> fail"), worse.out()),
        () -> assertEquals(2, no.exitCode()),
        () -> assertFalse(no.messages().contains("\tat ")));
  }

  private Path waived() throws IOException {
    Path report = folder.resolve("waived.json");
    evaluate("--waivers", waivers("tls-versions", "2026-11-21"), "--report", "json=" + report);
    return report;
  }

  private Path stored(String name) {
    Path report = folder.resolve(name);
    evaluate("--report", "json=" + report);
    return report;
  }

  private String waivers(String check, String expires) throws IOException {
    Path file = folder.resolve("waivers-" + expires + ".yaml");
    Files.writeString(
        file,
        "waivers:\n- { check: %s, reason: r, owner: ops, ticket: OPS-1, expires: %s }\n"
            .formatted(check, expires));
    return file.toString();
  }

  private String permanent(String endpoint) throws IOException {
    Path file = folder.resolve("permanent-" + endpoint + ".yaml");
    return Files.writeString(
            file,
            "waivers: [{check: tls-*, endpoint: %s, reason: r, owner: o, permanent: true}]"
                .formatted(endpoint))
        .toString();
  }

  private Outcome evaluate(String... options) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", facts.toString()));
    arguments.addAll(ONLY);
    arguments.addAll(List.of(options));
    return CommandLines.run(arguments.toArray(String[]::new));
  }
}
