package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Citation;
import io.github.prosodyprobe.policy.Comparison;
import io.github.prosodyprobe.policy.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes the {@code results} of a JSON report. */
final class JsonResults {

  private final JsonGenerator json;
  private final JsonFacts facts;

  JsonResults(JsonGenerator json) {
    this.json = json;
    this.facts = new JsonFacts(json);
  }

  void write(List<Result> results) {
    json.writeArrayPropertyStart("results");
    results.forEach(this::result);
    json.writeEndArray();
  }

  private void result(Result result) {
    Check check = result.check();
    Reason reason = result.reason();
    json.writeStartObject();
    json.writeStringProperty("check", check.id());
    json.writeStringProperty("title", check.title());
    json.writeStringProperty("severity", check.severity().word());
    facts.endpoint(result.endpoint());
    json.writeStringProperty("state", result.state().word());
    json.writeStringProperty("reason", reason == null ? null : reason.word());
    json.writeStringProperty(
        "detail",
        reason == null ? result.because() : reason.detail().escapedBy(JsonFacts.UNCHANGED));
    comparisons(result.comparisons());
    json.writeObjectPropertyStart("fix");
    new TreeMap<>(check.fix()).forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeArrayPropertyStart("evidence");
    ResultTexts.evidenceIds(result).forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("cite");
    check.citations().forEach(this::citation);
    json.writeEndArray();
    json.writeEndObject();
  }

  /** A fact that a check compares twice is one key with both expectations. */
  private void comparisons(List<Comparison> comparisons) {
    Map<Fact<?>, String> expected = new LinkedHashMap<>();
    Map<Fact<?>, FactState> observed = new LinkedHashMap<>();
    for (Comparison comparison : comparisons) {
      expected.merge(
          comparison.fact(), comparison.expected(), (first, second) -> first + "; " + second);
      observed.put(comparison.fact(), comparison.observed());
    }
    json.writeObjectPropertyStart("expected");
    expected.forEach((fact, words) -> json.writeStringProperty(fact.name(), words));
    json.writeEndObject();
    json.writeObjectPropertyStart("observed");
    observed.forEach(this::observed);
    json.writeEndObject();
  }

  /** A bare value where there is one; no value is an object, so the two cannot be mistaken. */
  private void observed(Fact<?> fact, FactState state) {
    json.writeName(fact.name());
    switch (state) {
      case FactState.Observed(FactValue value, _) -> facts.value(value);
      case FactState.Unobserved(Reason reason) -> object("unobserved", reason.word());
      case FactState.NotApplicable(String because) -> object("notApplicable", because);
    }
  }

  private void object(String name, String value) {
    json.writeStartObject();
    json.writeStringProperty(name, value);
    json.writeEndObject();
  }

  private void citation(Citation citation) {
    json.writeStartObject();
    json.writeStringProperty("document", citation.document());
    json.writeStringProperty("section", citation.section());
    json.writeEndObject();
  }
}
