package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JSON Schema (draft 2020-12) of what a webhook gets. Versions only add members, and raise the
 * second number when they do; whoever reads must leave aside what it does not know.
 */
public final class WebhookSchema {

  static final String ID = "urn:prosody-probe:schema:webhook:1";
  static final String VERSION = "1.0";

  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> TRUTH = Map.of("type", "boolean");
  private static final Map<String, Object> COUNT = Map.of("type", "integer", "minimum", 0);
  private static final Map<String, Object> TIME = Map.of("type", "string", "format", "date-time");

  private WebhookSchema() {}

  /** The schema as a JSON document. */
  public static String document() {
    Map<String, Object> schema =
        new TreeMap<>(
            object(
                Map.of(
                    "$schema", Map.of("const", ID),
                    "schemaVersion", Map.of("type", "string", "pattern", "^1\\.[0-9]+$"),
                    "tool", object(Map.of("name", TEXT, "version", TEXT)),
                    "finished", TIME,
                    "complete", TRUTH,
                    "targets", array(target()))));
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", ID);
    schema.put("title", "What prosody-probe tells a webhook, version " + VERSION);
    return JsonTree.of(schema);
  }

  private static Map<String, Object> target() {
    Map<String, Object> members = new TreeMap<>();
    members.put("target", TEXT);
    members.put("vantage", words(Arrays.stream(Vantage.values()).map(Vantage::word)));
    members.put("finished", TIME);
    members.put("complete", TRUTH);
    members.put("changed", TRUTH);
    members.put("verdict", verdict());
    members.put("verdictBefore", orNull(verdict()));
    members.put("exitCode", COUNT);
    members.put(
        "counts",
        object(
            Map.of(
                "pass", COUNT,
                "fail", COUNT,
                "unknown", COUNT,
                "waived", COUNT,
                "notApplicable", COUNT,
                "info", COUNT)));
    members.put("new", array(finding()));
    members.put("newOmitted", COUNT);
    members.put("resolved", array(finding()));
    members.put("resolvedOmitted", COUNT);
    return object(members);
  }

  private static Map<String, Object> finding() {
    Map<String, Object> state = words(Arrays.stream(State.values()).map(State::word));
    return object(
        Map.of(
            "check",
            TEXT,
            "title",
            TEXT,
            "severity",
            words(Arrays.stream(Severity.values()).map(Severity::word)),
            "listener",
            words(Arrays.stream(Listener.values()).map(Listener::word)),
            "domain",
            TEXT,
            "address",
            TEXT,
            "state",
            orNull(state),
            "stateBefore",
            orNull(state)));
  }

  private static Map<String, Object> verdict() {
    return words(Arrays.stream(Verdict.values()).map(Verdict::words));
  }

  private static Map<String, Object> words(Stream<String> words) {
    return Map.of("enum", words.toList());
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    return Map.of("oneOf", List.of(Map.of("type", "null"), schema));
  }

  private static Map<String, Object> array(Map<String, Object> items) {
    return Map.of("type", "array", "items", items);
  }

  private static Map<String, Object> object(Map<String, Object> members) {
    return Map.of(
        "type",
        "object",
        "properties",
        members,
        "required",
        members.keySet().stream().sorted().toList());
  }
}
