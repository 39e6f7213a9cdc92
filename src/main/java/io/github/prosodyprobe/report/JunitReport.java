package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.policy.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Renders results as JUnit's XML: a suite for each endpoint, a case for each check, a failure where
 * it differs, an error where it is not known.
 */
final class JunitReport {

  private final Markup xml = new Markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

  private JunitReport() {}

  static String of(List<Judged> reports) {
    return new JunitReport().render(reports);
  }

  private String render(List<Judged> reports) {
    xml.open("testsuites", "name", "prosody-probe").ours("\n");
    for (Judged judged : reports) {
      Map<Endpoint, List<Finding>> byEndpoint = new TreeMap<>();
      for (List<Finding> here : ResultTexts.alike(judged.report().results(), Finding::endpoint)) {
        byEndpoint.put(here.getFirst().endpoint(), here);
      }
      byEndpoint.forEach((endpoint, findings) -> suite(judged.report(), endpoint, findings));
      judged.shortfall().ifPresent(why -> shortfall(judged.report(), why));
    }
    return xml.end().toString();
  }

  private void suite(Report report, Endpoint endpoint, List<Finding> findings) {
    String name = report.run().target() + " " + endpoint.named(report.domain());
    int skipped = count(State.NOT_APPLICABLE, findings) + count(State.WAIVED, findings);
    openSuite(
        report,
        name,
        findings.size(),
        count(State.FAIL, findings),
        count(State.UNKNOWN, findings),
        skipped);
    findings.forEach(finding -> testCase(report, finding));
    xml.end();
  }

  private void openSuite(
      Report report, String name, int tests, int failures, int errors, int skipped) {
    xml.open(
        "testsuite",
        "name",
        name,
        "tests",
        Integer.toString(tests),
        "failures",
        Integer.toString(failures),
        "errors",
        Integer.toString(errors),
        "skipped",
        Integer.toString(skipped),
        "timestamp",
        report.run().started().toString(),
        "time",
        String.format(Locale.ROOT, "%.3f", report.run().duration().toMillis() / 1_000.0));
    xml.ours("\n");
  }

  private static int count(State state, List<Finding> findings) {
    return ResultTexts.in(state, findings).size();
  }

  private void testCase(Report report, Finding finding) {
    openCase(
        report,
        finding.endpoint().listener().word(),
        finding.check() + " (" + finding.endpoint().shownAddress(report.domain()) + ")");
    switch (finding.state()) {
      case PASS -> {}
      case FAIL ->
          xml.element(
              "failure",
              remedy(finding),
              "type",
              finding.severity().word(),
              "message",
              FindingText.of(report, finding));
      case UNKNOWN ->
          xml.element(
              "error",
              finding.why(),
              "type",
              State.UNKNOWN.word(),
              "message",
              FindingText.of(report, finding));
      case NOT_APPLICABLE -> xml.empty("skipped", "message", finding.because());
      case WAIVED -> xml.empty("skipped", "message", FindingText.of(report, finding));
      case INFO -> xml.element("system-out", ResultTexts.observed(finding));
    }
    xml.end();
  }

  private void openCase(Report report, String service, String name) {
    xml.open(
        "testcase",
        "classname",
        "prosody-probe." + report.run().target() + "." + service,
        "name",
        name,
        "time",
        "0");
  }

  private static String remedy(Finding finding) {
    return finding.why() + "\n\n" + String.join("\n", finding.fix().values()) + "\n";
  }

  private void shortfall(Report report, String why) {
    openSuite(report, report.run().target() + " scan", 1, 0, 1, 0);
    openCase(report, SarifReport.SCAN, SarifReport.SCAN);
    xml.element("error", why, "type", State.UNKNOWN.word(), "message", why);
    xml.end().end();
  }
}
