package io.github.prosodyprobe.report;

import static io.github.prosodyprobe.report.SchemaTypes.array;
import static io.github.prosodyprobe.report.SchemaTypes.object;
import static io.github.prosodyprobe.report.SchemaTypes.orNull;
import static io.github.prosodyprobe.report.SchemaTypes.text;
import static io.github.prosodyprobe.report.SchemaTypes.words;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Difference.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema (draft 2020-12) of the difference between reports. */
public final class DifferenceSchema {

  static final String ID = "urn:prosody-probe:schema:diff:1";
  static final String VERSION = "1.0";

  private static final Map<String, Object> TRUTH = Map.of("type", "boolean");

  private DifferenceSchema() {}

  /** The schema as a JSON document. */
  public static String document() {
    Map<String, Object> members = new TreeMap<>();
    members.put("$schema", Map.of("const", ID));
    members.put("schemaVersion", Map.of("type", "string", "pattern", "^1\\.[0-9]+$"));
    members.put("targets", array(target()));
    members.put("missing", array(text()));
    members.put("added", array(text()));
    Map<String, Object> schema = new TreeMap<>(object(members));
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", ID);
    schema.put("title", "Difference between reports of prosody-probe, version " + VERSION);
    return JsonTree.of(schema);
  }

  private static Map<String, Object> target() {
    Map<String, Object> run =
        object(
            Map.of(
                "tool", text(), "policy", orNull(text()), "finished", text(), "complete", TRUTH));
    Map<String, Object> result = new TreeMap<>(place());
    result.put("check", text());
    result.put("title", text());
    result.put("severity", words(Arrays.stream(Severity.values()).map(Severity::word).toList()));
    result.put("before", orNull(state()));
    result.put("after", orNull(state()));
    Map<String, Object> fact = new TreeMap<>(place());
    fact.put("fact", text());
    // A bare value, or an object that says why there is none, as in the results of a report.
    fact.put("before", Map.of());
    fact.put("after", Map.of());
    fact.put("added", array(text()));
    fact.put("removed", array(text()));
    return object(
        Map.of(
            "target", text(),
            "before", run,
            "after", run,
            "notes", array(text()),
            "results", array(object(result)),
            "facts", array(object(fact)),
            "endpoints", array(object(place()))));
  }

  private static Map<String, Object> place() {
    return Map.of(
        "kind",
        words(Arrays.stream(Kind.values()).map(Kind::word).toList()),
        "listener",
        words(Arrays.stream(Listener.values()).map(Listener::word).toList()),
        "domain",
        text(),
        "address",
        text());
  }

  private static Map<String, Object> state() {
    return words(Arrays.stream(State.values()).map(State::word).toList());
  }
}
