package io.github.prosodyprobe.report;

import io.github.prosodyprobe.report.TextReport.Detail;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Renders reports in any format.
 *
 * @param style how text looks; no other format cares
 * @param detail how much text says
 * @param codeScanning what SARIF is to hold
 */
public record Rendering(TextStyle style, Detail detail, CodeScanning codeScanning) {

  /** A rendering whose SARIF has what code scanning takes from everybody. */
  public Rendering(TextStyle style, Detail detail) {
    this(style, detail, CodeScanning.PLAIN);
  }

  /**
   * The document, each line ended by LF.
   *
   * @param reports at least one, and exactly one for {@link ReportFormat.Extent#ONE}; all with a
   *     policy for {@link ReportFormat.Content#JUDGEMENT}
   */
  public String of(ReportFormat format, List<Judged> reports) {
    return switch (format) {
      case TEXT -> each(reports, this::text);
      case JSON -> JsonReport.of(reports.getFirst().report());
      case JSONL -> each(reports, judged -> JsonReport.lineOf(judged.report()));
      case MARKDOWN -> MarkdownReport.of(reports);
      case HTML -> HtmlReport.of(reports);
      case JUNIT -> JunitReport.of(reports);
      case SARIF -> SarifReport.of(reports, codeScanning);
      case CODEQUALITY -> CodeQualityReport.of(reports);
      case GITHUB -> each(reports, GithubAnnotations::of);
      case PROMETHEUS -> PrometheusMetrics.of(reports);
      case NAGIOS -> NagiosLine.of(reports);
    };
  }

  private String text(Judged judged) {
    return judged.report().policy() == null
        ? FactsText.of(judged.report(), style)
        : TextReport.of(judged.report(), judged.verdict(), style, detail);
  }

  private static String each(List<Judged> reports, Function<Judged, String> rendering) {
    return reports.stream().map(rendering).collect(Collectors.joining());
  }
}
