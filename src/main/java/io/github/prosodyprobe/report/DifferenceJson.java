package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Difference.FactChange;
import io.github.prosodyprobe.report.Difference.ResultChange;
import io.github.prosodyprobe.text.Untrusted;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes differences as the JSON document whose schema {@link DifferenceSchema} publishes. */
public final class DifferenceJson {

  private final JsonGenerator json;
  private final JsonFacts facts;

  private DifferenceJson(JsonGenerator json) {
    this.json = json;
    this.facts = new JsonFacts(json);
  }

  /**
   * The document.
   *
   * @param missing targets that only the earlier reports have
   * @param added targets that only the later ones have
   */
  public static String of(List<Difference> targets, List<String> missing, List<String> added) {
    return JsonFormat.write(it -> new DifferenceJson(it).write(targets, missing, added));
  }

  private void write(List<Difference> targets, List<String> missing, List<String> added) {
    json.writeStartObject();
    json.writeStringProperty("$schema", DifferenceSchema.ID);
    json.writeStringProperty("schemaVersion", DifferenceSchema.VERSION);
    json.writeArrayPropertyStart("targets");
    targets.forEach(this::target);
    json.writeEndArray();
    texts("missing", missing);
    texts("added", added);
    json.writeEndObject();
  }

  private void texts(String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private void target(Difference difference) {
    json.writeStartObject();
    json.writeStringProperty("target", difference.after().run().target());
    run("before", difference.before());
    run("after", difference.after());
    texts("notes", DifferenceText.notes(difference));
    json.writeArrayPropertyStart("results");
    difference.results().forEach(this::result);
    json.writeEndArray();
    json.writeArrayPropertyStart("facts");
    difference.facts().forEach(this::fact);
    json.writeEndArray();
    json.writeArrayPropertyStart("endpoints");
    difference
        .endpoints()
        .forEach(
            change -> {
              json.writeStartObject();
              json.writeStringProperty("kind", change.kind().word());
              facts.endpoint(change.endpoint());
              json.writeEndObject();
            });
    json.writeEndArray();
    json.writeEndObject();
  }

  private void run(String name, Report report) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("tool", report.tool().toString());
    json.writeStringProperty("policy", report.policy() == null ? null : report.policy().toString());
    json.writeStringProperty(
        "finished", report.run().finished().truncatedTo(ChronoUnit.MILLIS).toString());
    json.writeBooleanProperty("complete", report.run().complete());
    json.writeEndObject();
  }

  private void result(ResultChange change) {
    json.writeStartObject();
    json.writeStringProperty("kind", change.kind().word());
    json.writeStringProperty("check", change.finding().check());
    json.writeStringProperty("title", change.finding().title());
    json.writeStringProperty("severity", change.finding().severity().word());
    facts.endpoint(change.finding().endpoint());
    json.writeStringProperty("before", change.before().map(State::word).orElse(null));
    json.writeStringProperty("after", change.after().map(State::word).orElse(null));
    json.writeEndObject();
  }

  private void fact(FactChange change) {
    json.writeStartObject();
    json.writeStringProperty("kind", change.kind().word());
    json.writeStringProperty("fact", change.fact().name());
    facts.endpoint(change.endpoint());
    facts.bare("before", change.before());
    facts.bare("after", change.after());
    boolean sets =
        change.before() instanceof FactState.Observed(TextSet _, _)
            && change.after() instanceof FactState.Observed(TextSet _, _);
    json.writeArrayPropertyStart("added");
    if (sets) {
      members(DifferenceText.without(set(change.after()), set(change.before())));
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("removed");
    if (sets) {
      members(DifferenceText.without(set(change.before()), set(change.after())));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static TextSet set(FactState state) {
    return (TextSet) ((FactState.Observed) state).value();
  }

  private void members(List<Untrusted> texts) {
    texts.forEach(text -> json.writeString(text.escapedBy(JsonFacts.UNCHANGED)));
  }
}
