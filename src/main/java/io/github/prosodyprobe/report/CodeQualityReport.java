package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.text.Escaper;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Renders what needs attention as GitLab's Code Quality report: one array for all targets. */
final class CodeQualityReport {

  private final JsonGenerator json;

  private CodeQualityReport(JsonGenerator json) {
    this.json = json;
  }

  static String of(List<Judged> reports) {
    return JsonFormat.write(generator -> new CodeQualityReport(generator).write(reports));
  }

  private void write(List<Judged> reports) {
    json.writeStartArray();
    for (Judged judged : reports) {
      for (State state : List.of(State.FAIL, State.UNKNOWN)) {
        for (Finding finding : ResultTexts.in(state, judged.report().results())) {
          issue(judged, finding);
        }
      }
      judged.shortfall().ifPresent(why -> shortfall(judged, why));
    }
    json.writeEndArray();
  }

  private void issue(Judged judged, Finding finding) {
    Report report = judged.report();
    String place = report.run().target() + ", " + finding.endpoint().named(report.domain());
    issue(
        finding.check(),
        place + ": " + FindingText.of(report, finding),
        Fingerprint.of(judged.report().run().target(), finding),
        severity(finding),
        finding.declared());
  }

  private void shortfall(Judged judged, String why) {
    String target = judged.report().run().target();
    issue(
        SarifReport.SCAN,
        target + ": " + why,
        Fingerprint.hex(SarifReport.SCAN + "\n" + target),
        "major",
        SarifReport.policyFile(judged.report()));
  }

  private void issue(
      String check, String description, String fingerprint, String severity, Location place) {
    json.writeStartObject();
    json.writeStringProperty("type", "issue");
    json.writeStringProperty("check_name", Escaper.DOCUMENT.escape(check));
    json.writeStringProperty("description", Escaper.DOCUMENT.escape(description));
    json.writeArrayPropertyStart("categories");
    json.writeString("Security");
    json.writeEndArray();
    json.writeStringProperty("fingerprint", fingerprint);
    json.writeStringProperty("severity", severity);
    json.writeObjectPropertyStart("location");
    json.writeStringProperty("path", Escaper.DOCUMENT.escape(place.file()));
    json.writeObjectPropertyStart("lines");
    json.writeNumberProperty("begin", place.line());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String severity(Finding finding) {
    if (finding.state() == State.UNKNOWN) {
      return "info";
    }
    return switch (finding.severity()) {
      case CRITICAL -> "critical";
      case WARNING -> "major";
      case SUGGESTION -> "minor";
    };
  }
}
