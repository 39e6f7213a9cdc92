package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.policy.Waiving;
import io.github.prosodyprobe.report.CodeScanning.Waived;
import io.github.prosodyprobe.text.Escaper;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * Renders what needs attention as SARIF 2.1.0, one run for each target.
 *
 * <p>Code scanning closes the alerts that a run does not repeat. So what could not be evaluated is
 * a result too, and a scan that did not do its work leaves a result that says so.
 */
final class SarifReport {

  /** The rule that says that a scan did not do its work. */
  static final String SCAN = "scan";

  private final JsonGenerator json;
  private final CodeScanning wanted;

  private SarifReport(JsonGenerator json, CodeScanning wanted) {
    this.json = json;
    this.wanted = wanted;
  }

  static String of(List<Judged> reports, CodeScanning wanted) {
    return JsonFormat.write(generator -> new SarifReport(generator, wanted).write(reports));
  }

  /** The place of what is about no check: the file of the policy. */
  static Location policyFile(Report report) {
    String name =
        Optional.ofNullable(report.policy()).map(Report.PolicyReference::name).orElse("none");
    return new Location("policies/" + name + ".yaml", 1, 1);
  }

  private void write(List<Judged> reports) {
    json.writeStartObject();
    json.writeStringProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.writeStringProperty("version", "2.1.0");
    json.writeArrayPropertyStart("runs");
    reports.forEach(this::run);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void run(Judged judged) {
    Report report = judged.report();
    Map<String, Finding> rules = new TreeMap<>();
    report.results().stream()
        .filter(finding -> isResult(finding.state()))
        .forEach(finding -> rules.putIfAbsent(finding.check(), finding));
    json.writeStartObject();
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", visible(report.tool().name()));
    json.writeStringProperty("version", visible(report.tool().version()));
    json.writeArrayPropertyStart("rules");
    rules.values().forEach(rule -> new SarifRule(json).write(rule));
    judged.shortfall().ifPresent(_ -> new SarifRule(json).writeScan());
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeObjectPropertyStart("automationDetails");
    String id = "prosody-probe/" + report.run().target() + "/" + report.run().started();
    json.writeStringProperty("id", visible(id));
    json.writeEndObject();
    invocation(judged);
    json.writeArrayPropertyStart("results");
    report.results().stream()
        .filter(finding -> isResult(finding.state()))
        .forEach(finding -> result(judged, finding));
    judged.shortfall().ifPresent(why -> shortfall(judged, why));
    json.writeEndArray();
    json.writeEndObject();
  }

  private boolean isResult(State state) {
    return state == State.FAIL
        || state == State.UNKNOWN
        || (state == State.WAIVED && wanted.waived() == Waived.SUPPRESSED);
  }

  private void invocation(Judged judged) {
    Run run = judged.report().run();
    json.writeArrayPropertyStart("invocations");
    json.writeStartObject();
    json.writeBooleanProperty("executionSuccessful", judged.shortfall().isEmpty());
    json.writeStringProperty(
        "startTimeUtc", run.started().truncatedTo(ChronoUnit.MILLIS).toString());
    json.writeStringProperty(
        "endTimeUtc", run.finished().truncatedTo(ChronoUnit.MILLIS).toString());
    json.writeNumberProperty("exitCode", judged.verdict().exitCode());
    json.writeArrayPropertyStart("toolExecutionNotifications");
    judged
        .shortfall()
        .ifPresent(
            why -> {
              json.writeStartObject();
              json.writeStringProperty("level", "error");
              message(why);
              json.writeEndObject();
            });
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void result(Judged judged, Finding finding) {
    Report report = judged.report();
    String target = report.run().target();
    String place = finding.endpoint().named(report.domain());
    json.writeStartObject();
    result(
        finding.check(),
        finding.reason() == null ? SarifRule.level(finding.severity()) : "warning",
        target + ", " + place + ": " + FindingText.of(report, finding),
        finding.declared(),
        target + "/" + place.replace(' ', '/'),
        Fingerprint.of(target, finding));
    finding.novelty().ifPresent(it -> json.writeStringProperty("baselineState", it.word()));
    if (finding.state() == State.WAIVED) {
      finding.waiving().ifPresent(this::suppression);
    }
    json.writeEndObject();
  }

  private void suppression(Waiving waiving) {
    json.writeArrayPropertyStart("suppressions");
    json.writeStartObject();
    json.writeStringProperty("kind", "external");
    json.writeStringProperty("status", "accepted");
    json.writeStringProperty(
        "justification", visible(WaivingText.term(waiving) + ": " + waiving.reason()));
    json.writeEndObject();
    json.writeEndArray();
  }

  private void shortfall(Judged judged, String why) {
    String target = judged.report().run().target();
    json.writeStartObject();
    result(
        SCAN,
        "error",
        target + ": " + why,
        policyFile(judged.report()),
        target,
        Fingerprint.hex(SCAN + "\n" + target));
    json.writeEndObject();
  }

  private void result(
      String rule, String level, String text, Location written, String name, String fingerprint) {
    Location place = wanted.place(written);
    json.writeStringProperty("ruleId", visible(rule));
    json.writeStringProperty("level", level);
    message(text);
    json.writeArrayPropertyStart("locations");
    json.writeStartObject();
    json.writeObjectPropertyStart("physicalLocation");
    json.writeObjectPropertyStart("artifactLocation");
    json.writeStringProperty("uri", Escaper.URI_PATH.escape(place.file()));
    json.writeEndObject();
    json.writeObjectPropertyStart("region");
    json.writeNumberProperty("startLine", place.line());
    json.writeNumberProperty("startColumn", place.column());
    json.writeEndObject();
    json.writeEndObject();
    json.writeArrayPropertyStart("logicalLocations");
    json.writeStartObject();
    json.writeStringProperty("fullyQualifiedName", visible(name));
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeObjectPropertyStart("partialFingerprints");
    json.writeStringProperty("primaryLocationLineHash", fingerprint);
    json.writeEndObject();
  }

  private void message(String text) {
    json.writeObjectPropertyStart("message");
    json.writeStringProperty("text", visible(text));
    json.writeEndObject();
  }

  private static String visible(String text) {
    return Escaper.DOCUMENT.escape(text);
  }
}
