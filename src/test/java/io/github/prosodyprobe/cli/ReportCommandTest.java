package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.report.ReportFormat;
import io.github.prosodyprobe.report.ReportFormat.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportCommandTest {

  @TempDir private Path folder;

  private Path saved = Path.of("mixed.json");

  @BeforeEach
  void save() throws IOException {
    saved = folder.resolve("mixed.json");
    try (InputStream golden =
        Objects.requireNonNull(ReportFormat.class.getResourceAsStream("mixed.json"))) {
      Files.copy(golden, saved);
    }
  }

  @Test
  void writesAllFormatsInOneRunAndEndsLikeTheScan() {
    List<String> arguments = new ArrayList<>(List.of("report", saved.toString()));
    for (ReportFormat format : ReportFormat.values()) {
      arguments.addAll(List.of("--report", format.word() + "=" + folder.resolve(format.word())));
    }
    Outcome outcome = CommandLines.run(arguments.toArray(String[]::new));
    assertEquals(1, outcome.exitCode(), outcome.messages());
    assertTrue(outcome.out().contains("NOT COMPLIANT  example.org"), outcome.out());
    for (ReportFormat format : ReportFormat.values()) {
      assertTrue(folder.resolve(format.word()).toFile().length() > 100, format.word());
    }
  }

  @Test
  void aReportOfAReportIsTheSameReport() throws IOException {
    Outcome outcome = CommandLines.run("report", saved.toString(), "--report", "json");
    assertEquals(Files.readString(saved), outcome.out());
  }

  @Test
  void severalTargetsGoTogetherWhereTheFormatHasRoom() throws IOException {
    Path lines = folder.resolve("all.jsonl");
    Outcome outcome =
        CommandLines.run(
            "report",
            saved.toString(),
            saved.toString(),
            "--report",
            "jsonl=" + lines,
            "--report",
            "nagios");
    assertAll(
        () -> assertEquals(1, outcome.exitCode(), outcome.messages()),
        () -> assertEquals(2, Files.readAllLines(lines).size()),
        () -> assertEquals(1, outcome.out().lines().count()),
        () -> assertTrue(outcome.out().contains("WARNING - 2 targets: "), outcome.out()));
  }

  @ParameterizedTest
  @EnumSource
  void factsThatWereNotJudgedGoOnlyIntoFormatsThatCanSaySo(ReportFormat format) throws IOException {
    String facts =
        Files.readString(saved)
            .replaceAll("(?s)\"policy\" : \\{.*?\\}", "\"policy\" : null")
            .replaceAll(
                "(?s)\"results\" : \\[.*\\],\n  \"evidence\"", "\"results\" : [],\n  \"evidence\"");
    Outcome outcome =
        CommandLines.run(facts, Map.of(), UTF_8, "report", "-", "--report", format.word());
    if (format.content() == Content.JUDGEMENT) {
      assertEquals(2, outcome.exitCode(), outcome.out());
      assertTrue(outcome.messages().contains("needs a judgement"), outcome.messages());
    } else {
      assertEquals(0, outcome.exitCode(), outcome.messages());
      assertTrue(outcome.out().contains("tls.versions"), outcome.out());
    }
  }

  @Test
  void aReportThatCannotBeWrittenIsAnErrorBeforeAnythingIs() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Path link = Files.createSymbolicLink(folder.resolve("link"), precious);
    Path other = folder.resolve("other.md");
    for (Path refused : List.of(link, folder, Path.of("/dev/full"), folder.resolve("no/such"))) {
      Outcome outcome =
          CommandLines.run(
              "report",
              saved.toString(),
              "--report",
              "markdown=" + other,
              "--report",
              "html=" + refused);
      assertEquals(2, outcome.exitCode(), outcome.messages());
      assertTrue(Files.notExists(other), refused.toString());
    }
    assertEquals("precious", Files.readString(precious));
  }

  @Test
  void theSummaryOfAStepIsAppendedToWhereThereIsOne() throws IOException {
    Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");
    Path full = Files.writeString(folder.resolve("full.md"), "x".repeat(1 << 20));
    Path link = Files.createSymbolicLink(folder.resolve("link.md"), summary);
    Outcome first = summarised(summary.toString());
    String written = Files.readString(summary);
    Outcome none = summarised("");
    Outcome tooMuch = summarised(full.toString());
    Outcome refused = summarised(link.toString());
    assertAll(
        () -> assertEquals(1, first.exitCode(), first.messages()),
        () -> assertTrue(written.startsWith("before\n## "), written),
        () -> assertTrue(first.out().contains("NOT COMPLIANT"), first.out()),
        () -> assertTrue(none.messages().contains("is not set"), none.messages()),
        () -> assertEquals(1, none.exitCode()),
        () -> assertTrue(tooMuch.messages().contains("is full"), tooMuch.messages()),
        () -> assertEquals(1 << 20, Files.size(full)),
        () -> assertEquals(2, refused.exitCode()),
        () -> assertEquals(written, Files.readString(summary)));
  }

  private Outcome summarised(String file) {
    return CommandLines.run(
        "",
        Map.of("GITHUB_STEP_SUMMARY", file),
        UTF_8,
        "report",
        saved.toString(),
        "--report",
        "markdown=auto");
  }
}
