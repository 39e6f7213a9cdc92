package io.github.prosodyprobe.report;

import static io.github.prosodyprobe.report.SchemaTypes.array;
import static io.github.prosodyprobe.report.SchemaTypes.object;
import static io.github.prosodyprobe.report.SchemaTypes.words;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Difference.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema (draft 2020-12) of the difference between reports. */
public final class DifferenceSchema {

  static final String ID = "urn:prosody-probe:schema:diff:1";
  static final String VERSION = "1.0";

  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> TRUTH = Map.of("type", "boolean");

  private DifferenceSchema() {}

  /** The schema as a JSON document. */
  public static String document() {
    Map<String, Object> members = new TreeMap<>();
    members.put("$schema", Map.of("const", ID));
    members.put("schemaVersion", Map.of("type", "string", "pattern", "^1\\.[0-9]+$"));
    members.put("targets", array(target()));
    members.put("missing", array(TEXT));
    members.put("added", array(TEXT));
    Map<String, Object> schema = new TreeMap<>(object(members));
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", ID);
    schema.put("title", "Difference between reports of prosody-probe, version " + VERSION);
    return JsonTree.of(schema);
  }

  private static Map<String, Object> target() {
    Map<String, Object> run =
        object(Map.of("tool", TEXT, "policy", orNull(TEXT), "finished", TEXT, "complete", TRUTH));
    Map<String, Object> result = new TreeMap<>(place());
    result.put("check", TEXT);
    result.put("title", TEXT);
    result.put("severity", words(Arrays.stream(Severity.values()).map(Severity::word).toList()));
    result.put("before", orNull(state()));
    result.put("after", orNull(state()));
    Map<String, Object> fact = new TreeMap<>(place());
    fact.put("fact", TEXT);
    // A bare value, or an object that says why there is none, as in the results of a report.
    fact.put("before", Map.of());
    fact.put("after", Map.of());
    fact.put("added", array(TEXT));
    fact.put("removed", array(TEXT));
    return object(
        Map.of(
            "target", TEXT,
            "before", run,
            "after", run,
            "notes", array(TEXT),
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
        TEXT,
        "address",
        TEXT);
  }

  private static Map<String, Object> state() {
    return words(Arrays.stream(State.values()).map(State::word).toList());
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    return Map.of("oneOf", List.of(Map.of("type", "null"), schema));
  }
}
