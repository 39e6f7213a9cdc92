package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.policy.Citation;
import io.github.prosodyprobe.policy.Waiving;
import io.github.prosodyprobe.report.Finding.Novelty;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes the {@code results} of a JSON report. */
final class JsonResults {

  private final JsonGenerator json;
  private final JsonFacts facts;

  JsonResults(JsonGenerator json) {
    this.json = json;
    this.facts = new JsonFacts(json);
  }

  void write(List<Finding> results) {
    json.writeArrayPropertyStart("results");
    results.forEach(this::result);
    json.writeEndArray();
  }

  private void result(Finding finding) {
    Reason reason = finding.reason();
    json.writeStartObject();
    json.writeStringProperty("check", finding.check());
    json.writeStringProperty("title", finding.title());
    json.writeStringProperty("severity", finding.severity().word());
    facts.endpoint(finding.endpoint());
    json.writeStringProperty("state", finding.state().word());
    json.writeStringProperty("reason", reason == null ? null : reason.word());
    json.writeStringProperty(
        "detail",
        reason == null ? finding.because() : reason.detail().escapedBy(JsonFacts.UNCHANGED));
    compared(finding.compared());
    json.writeStringProperty("why", finding.why());
    json.writeObjectPropertyStart("fix");
    finding.fix().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeArrayPropertyStart("evidence");
    ResultTexts.evidenceIds(finding).forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("cite");
    finding.citations().forEach(this::citation);
    json.writeEndArray();
    json.writeObjectPropertyStart("declared");
    json.writeStringProperty("file", finding.declared().file());
    json.writeNumberProperty("line", finding.declared().line());
    json.writeNumberProperty("column", finding.declared().column());
    json.writeEndObject();
    waiver(finding);
    json.writeStringProperty("baseline", finding.novelty().map(Novelty::word).orElse(null));
    json.writeEndObject();
  }

  private void waiver(Finding finding) {
    if (finding.waiving().isEmpty()) {
      json.writeNullProperty("waiver");
      return;
    }
    Waiving waiving = finding.waiving().get();
    json.writeObjectPropertyStart("waiver");
    json.writeStringProperty("reason", waiving.reason());
    json.writeStringProperty("owner", waiving.owner());
    json.writeStringProperty("ticket", waiving.ticket().orElse(null));
    json.writeStringProperty("expires", waiving.expires().map(LocalDate::toString).orElse(null));
    json.writeStringProperty("of", waiving.of().word());
    json.writeEndObject();
  }

  private void compared(List<Compared> compared) {
    json.writeObjectPropertyStart("expected");
    compared.forEach(it -> json.writeStringProperty(it.fact().name(), it.expected()));
    json.writeEndObject();
    json.writeObjectPropertyStart("allowed");
    compared.forEach(it -> it.allowed().ifPresent(allowed -> allowed(it.fact(), allowed)));
    json.writeEndObject();
    json.writeObjectPropertyStart("observed");
    compared.forEach(it -> facts.bare(it.fact().name(), it.observed()));
    json.writeEndObject();
    json.writeArrayPropertyStart("asExpected");
    compared.stream().filter(Compared::holds).forEach(it -> json.writeString(it.fact().name()));
    json.writeEndArray();
  }

  private void allowed(Fact<?> fact, TextSet allowed) {
    json.writeName(fact.name());
    facts.value(allowed);
  }

  private void citation(Citation citation) {
    json.writeStartObject();
    json.writeStringProperty("document", citation.document());
    json.writeStringProperty("section", citation.section());
    json.writeEndObject();
  }
}
