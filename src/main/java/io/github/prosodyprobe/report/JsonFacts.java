package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.text.Escaper;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes the {@code facts} of a JSON report: fact name to what is known at each endpoint. */
final class JsonFacts {

  /** The generator escapes; what goes in is the text itself, so that it can be compared again. */
  static final Escaper UNCHANGED = raw -> raw;

  private final JsonGenerator json;

  JsonFacts(JsonGenerator json) {
    this.json = json;
  }

  /** By fact first: who compares servers looks at one fact across endpoints. */
  void write(List<EndpointFacts> endpoints) {
    SortedMap<Fact<?>, SortedMap<Endpoint, FactState>> byFact = new TreeMap<>();
    for (EndpointFacts facts : endpoints) {
      facts
          .states()
          .forEach(
              (fact, state) ->
                  byFact.computeIfAbsent(fact, _ -> new TreeMap<>()).put(facts.endpoint(), state));
    }
    json.writeObjectPropertyStart("facts");
    byFact.forEach(
        (fact, states) -> {
          json.writeArrayPropertyStart(fact.name());
          states.forEach(this::fact);
          json.writeEndArray();
        });
    json.writeEndObject();
  }

  private void fact(Endpoint endpoint, FactState state) {
    json.writeStartObject();
    endpoint(endpoint);
    switch (state) {
      case FactState.Observed(FactValue value, String evidence) -> {
        json.writeName("value");
        value(value);
        json.writeStringProperty("evidence", evidence);
      }
      case FactState.Unobserved(Reason reason) -> {
        json.writeObjectPropertyStart("unobserved");
        json.writeStringProperty("reason", reason.word());
        json.writeStringProperty("detail", reason.detail().escapedBy(UNCHANGED));
        json.writeEndObject();
      }
      case FactState.NotApplicable(String because) ->
          json.writeStringProperty("notApplicable", because);
    }
    json.writeEndObject();
  }

  /** A bare value where there is one; no value is an object, so the two cannot be mistaken. */
  void bare(String name, FactState state) {
    json.writeName(name);
    switch (state) {
      case FactState.Observed(FactValue value, _) -> value(value);
      case FactState.Unobserved(Reason reason) -> object("unobserved", reason.word());
      case FactState.NotApplicable(String because) -> object("notApplicable", because);
    }
  }

  private void object(String name, String value) {
    json.writeStartObject();
    json.writeStringProperty(name, value);
    json.writeEndObject();
  }

  void endpoint(Endpoint endpoint) {
    json.writeStringProperty("listener", endpoint.listener().word());
    json.writeStringProperty("domain", endpoint.domain());
    json.writeStringProperty("address", endpoint.address());
  }

  void value(FactValue value) {
    switch (value) {
      case FactValue.Flag(boolean flag) -> json.writeBoolean(flag);
      case FactValue.Count(long count) -> json.writeNumber(count);
      case FactValue.Text(var text) -> json.writeString(text.escapedBy(UNCHANGED));
      case FactValue.Moment(var moment) -> json.writeString(moment.toString());
      case FactValue.TextSet(var texts) -> {
        json.writeStartArray();
        texts.forEach(text -> json.writeString(text.escapedBy(UNCHANGED)));
        json.writeEndArray();
      }
    }
  }
}
