package io.github.prosodyprobe.report;

import static io.github.prosodyprobe.report.SchemaTypes.array;
import static io.github.prosodyprobe.report.SchemaTypes.count;
import static io.github.prosodyprobe.report.SchemaTypes.counts;
import static io.github.prosodyprobe.report.SchemaTypes.orNull;
import static io.github.prosodyprobe.report.SchemaTypes.text;
import static io.github.prosodyprobe.report.SchemaTypes.words;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schema (draft 2020-12) of what a webhook gets. Versions only add members, and raise the
 * second number when they do; whoever reads must leave aside what it does not know.
 */
public final class WebhookSchema {

  static final String ID = "urn:prosody-probe:schema:webhook:1";
  static final String VERSION = "1.0";

  private static final Map<String, Object> TRUTH = Map.of("type", "boolean");
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
                    "tool", object(Map.of("name", text(), "version", text())),
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
    members.put("target", text());
    members.put("vantage", words(Arrays.stream(Vantage.values()).map(Vantage::word).toList()));
    members.put("finished", TIME);
    members.put("complete", TRUTH);
    members.put("changed", TRUTH);
    members.put("verdict", verdict());
    members.put("verdictBefore", orNull(verdict()));
    members.put("exitCode", count());
    members.put("counts", object(counts()));
    members.put("new", array(finding()));
    members.put("newOmitted", count());
    members.put("resolved", array(finding()));
    members.put("resolvedOmitted", count());
    return object(members);
  }

  private static Map<String, Object> finding() {
    Map<String, Object> state = words(Arrays.stream(State.values()).map(State::word).toList());
    return object(
        Map.of(
            "check",
            text(),
            "title",
            text(),
            "severity",
            words(Arrays.stream(Severity.values()).map(Severity::word).toList()),
            "listener",
            words(Arrays.stream(Listener.values()).map(Listener::word).toList()),
            "domain",
            text(),
            "address",
            text(),
            "state",
            orNull(state),
            "stateBefore",
            orNull(state)));
  }

  private static Map<String, Object> verdict() {
    return words(Arrays.stream(Verdict.values()).map(Verdict::words).toList());
  }

  /** Open, unlike those of reports: versions may add members. */
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
