package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Evidence;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a report as the JSON document whose schema {@link ReportSchema} publishes: the same keys
 * in every mode, and nothing but printable ASCII whatever a peer sent.
 */
public final class JsonReport {

  private final JsonGenerator json;

  private JsonReport(JsonGenerator json) {
    this.json = json;
  }

  /** The document of a report. */
  public static String of(Report report) {
    return JsonFormat.write(generator -> new JsonReport(generator).write(report));
  }

  /** The same document in one line. */
  static String lineOf(Report report) {
    return JsonFormat.writeLine(generator -> new JsonReport(generator).write(report));
  }

  private void write(Report report) {
    json.writeStartObject();
    json.writeStringProperty("$schema", Report.SCHEMA);
    json.writeStringProperty("schemaVersion", Report.SCHEMA_VERSION);
    tool(report.tool());
    policy(report.policy());
    run(report.run());
    new JsonFacts(json).write(report.facts());
    new JsonResults(json).write(report.results());
    unmet(report.unmet());
    baseline(report.since());
    json.writeObjectPropertyStart("evidence");
    report.evidence().values().forEach(this::evidence);
    json.writeEndObject();
    summary(report.summary());
    json.writeEndObject();
  }

  private void tool(Report.Tool tool) {
    json.writeObjectPropertyStart("tool");
    json.writeStringProperty("name", tool.name());
    json.writeStringProperty("version", tool.version());
    json.writeEndObject();
  }

  private void policy(Report.@Nullable PolicyReference policy) {
    if (policy == null) {
      json.writeNullProperty("policy");
      return;
    }
    json.writeObjectPropertyStart("policy");
    json.writeStringProperty("name", policy.name());
    json.writeStringProperty("version", policy.version());
    json.writeStringProperty("sha256", policy.sha256());
    json.writeEndObject();
  }

  private void run(Run run) {
    json.writeObjectPropertyStart("run");
    json.writeStringProperty("target", run.target());
    json.writeStringProperty("started", run.started().truncatedTo(ChronoUnit.MILLIS).toString());
    json.writeStringProperty("finished", run.finished().truncatedTo(ChronoUnit.MILLIS).toString());
    json.writeStringProperty("vantage", run.vantage());
    json.writeBooleanProperty("complete", run.complete());
    json.writeObjectPropertyStart("connections");
    json.writeNumberProperty("planned", run.connections().planned());
    json.writeNumberProperty("used", run.connections().used());
    json.writeEndObject();
    json.writeBooleanProperty("interrupted", run.interrupted());
    json.writeEndObject();
  }

  private void unmet(List<Report.Unmet> checks) {
    json.writeArrayPropertyStart("unmet");
    for (Report.Unmet unmet : checks) {
      json.writeStartObject();
      json.writeStringProperty("check", unmet.check());
      json.writeArrayPropertyStart("listeners");
      unmet.listeners().forEach(listener -> json.writeString(listener.word()));
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void baseline(Optional<Since> baseline) {
    if (baseline.isEmpty()) {
      json.writeNullProperty("baseline");
      return;
    }
    Since since = baseline.get();
    json.writeObjectPropertyStart("baseline");
    tool(since.tool());
    policy(since.policy());
    json.writeStringProperty(
        "finished", since.finished().truncatedTo(ChronoUnit.MILLIS).toString());
    json.writeBooleanProperty("complete", since.complete());
    past("mended", since.mended());
    past("gone", since.gone());
    json.writeEndObject();
  }

  private void past(String name, List<Since.Past> failures) {
    json.writeArrayPropertyStart(name);
    for (Since.Past past : failures) {
      json.writeStartObject();
      json.writeStringProperty("check", past.check());
      json.writeStringProperty("title", past.title());
      json.writeStringProperty("severity", past.severity().word());
      new JsonFacts(json).endpoint(past.endpoint());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void evidence(Evidence evidence) {
    json.writeObjectPropertyStart(evidence.id());
    json.writeArrayPropertyStart("exchange");
    evidence.lines().forEach(line -> json.writeString(line.escapedBy(JsonFacts.UNCHANGED)));
    json.writeEndArray();
    json.writeStringProperty("byHand", evidence.byHand());
    json.writeEndObject();
  }

  private void summary(Summary summary) {
    json.writeObjectPropertyStart("summary");
    summary.byWord().forEach(json::writeNumberProperty);
    json.writeEndObject();
  }
}
