package io.github.prosodyprobe.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * One report in every format that others read, letter by letter. What came out is left in {@code
 * target/reports}, to be looked at and, where it is what it should be, copied over.
 */
class GoldenReportsTest {

  private static final Path LEFT = Path.of("target", "reports");

  private static final Rendering RENDERING =
      new Rendering(new TextStyle(Colour.OFF, Symbols.UNICODE), Detail.ATTENTION);

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"JSONL", "HTML"})
  void isAsItWas(ReportFormat format) throws IOException {
    String rendered = RENDERING.of(format, List.of(Samples.mixed()));
    Files.createDirectories(LEFT);
    Files.writeString(LEFT.resolve("mixed." + format.word()), rendered);
    assertEquals(golden("mixed." + format.word()), rendered);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(GoldenReportsTest.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
