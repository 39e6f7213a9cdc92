package io.github.prosodyprobe.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredReportsTest {

  @ParameterizedTest
  @EnumSource
  void aStoredReportRendersLikeAFreshOne(ReportFormat format) throws UnreadableReportException {
    rendersAlike(Samples.mixed(), format);
  }

  @ParameterizedTest
  @EnumSource
  void soDoesOneWithWaiversAndABaseline(ReportFormat format) throws UnreadableReportException {
    rendersAlike(Samples.accepting("OPS-1234"), format);
  }

  private static void rendersAlike(Judged fresh, ReportFormat format)
      throws UnreadableReportException {
    Rendering rendering =
        new Rendering(new TextStyle(Colour.OFF, Symbols.UNICODE), Detail.EVERYTHING);
    RecordedReport stored =
        JsonReportReader.readWhole(JsonReport.of(fresh.report()).getBytes(UTF_8));
    assertEquals(List.of(), stored.ignored());
    assertEquals(
        rendering.of(format, List.of(fresh)),
        rendering.of(format, List.of(new Judged(stored.report(), fresh.verdict()))));
  }
}
