package io.github.prosodyprobe.report;

import static io.github.prosodyprobe.report.SchemaTypes.array;
import static io.github.prosodyprobe.report.SchemaTypes.count;
import static io.github.prosodyprobe.report.SchemaTypes.counts;
import static io.github.prosodyprobe.report.SchemaTypes.object;
import static io.github.prosodyprobe.report.SchemaTypes.orNull;
import static io.github.prosodyprobe.report.SchemaTypes.text;
import static io.github.prosodyprobe.report.SchemaTypes.time;
import static io.github.prosodyprobe.report.SchemaTypes.words;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.Unit;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The JSON Schema (draft 2020-12) of the report, made from the fact registry and the vocabularies
 * so that it cannot fall behind them.
 *
 * <p>It describes what this version writes. Readers should tolerate keys, facts and words that they
 * do not know: a minor version may add some.
 */
public final class ReportSchema {

  private ReportSchema() {}

  /** The schema as a JSON document. */
  public static String document() {
    return JsonTree.of(schema());
  }

  private static Map<String, Object> schema() {
    Map<String, Object> members = new TreeMap<>();
    members.put("$schema", Map.of("const", Report.SCHEMA));
    members.put("schemaVersion", Map.of("type", "string", "pattern", "^1\\.[0-9]+$"));
    members.put("tool", tool());
    members.put("policy", orNull(policy()));
    members.put("run", run());
    members.put("facts", facts());
    members.put("results", array(result()));
    members.put("unmet", array(object(Map.of("check", text(), "listeners", array(listener())))));
    members.put("baseline", orNull(baseline()));
    members.put(
        "evidence",
        Map.of(
            "type",
            "object",
            "additionalProperties",
            object(Map.of("exchange", array(text()), "byHand", text()))));
    members.put("summary", object(counts()));
    Map<String, Object> schema = new TreeMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", Report.SCHEMA);
    schema.put("title", "Report of prosody-probe, version " + Report.SCHEMA_VERSION);
    schema.putAll(object(members));
    return schema;
  }

  private static Map<String, Object> tool() {
    return object(Map.of("name", text(), "version", text()));
  }

  private static Map<String, Object> policy() {
    Map<String, Object> digest = Map.of("type", "string", "pattern", "^[0-9a-f]{64}$");
    return object(Map.of("name", text(), "version", text(), "sha256", digest));
  }

  private static Map<String, Object> baseline() {
    Map<String, Object> past = new TreeMap<>(place());
    past.put("check", text());
    past.put("title", text());
    past.put("severity", words(Arrays.stream(Severity.values()).map(Severity::word).toList()));
    Map<String, Object> members = new TreeMap<>();
    members.put("tool", tool());
    members.put("policy", policy());
    members.put("finished", time());
    members.put("complete", Map.of("type", "boolean"));
    members.put("mended", array(object(past)));
    members.put("gone", array(object(past)));
    return object(members);
  }

  private static Map<String, Object> run() {
    return object(
        Map.of(
            "target", text(),
            "started", time(),
            "finished", time(),
            "vantage", words(List.of("external", "internal")),
            "complete", Map.of("type", "boolean"),
            "connections", object(Map.of("planned", count(), "used", count())),
            "interrupted", Map.of("type", "boolean")));
  }

  private static Map<String, Object> facts() {
    Map<String, Object> byName = new TreeMap<>();
    for (Fact<?> fact : FactRegistry.all()) {
      byName.put(fact.name(), fact(fact));
    }
    return Map.of("type", "object", "properties", byName, "additionalProperties", false);
  }

  private static Map<String, Object> fact(Fact<?> fact) {
    Map<String, Object> seen = new TreeMap<>(place());
    seen.put("value", value(fact));
    seen.put("evidence", text());
    Map<String, Object> unseen = new TreeMap<>(place());
    unseen.put("unobserved", object(Map.of("reason", reason(), "detail", text())));
    Map<String, Object> impossible = new TreeMap<>(place());
    impossible.put("notApplicable", text());
    Map<String, Object> schema = new TreeMap<>();
    schema.put("description", description(fact));
    schema.putAll(
        array(Map.of("oneOf", List.of(object(seen), object(unseen), object(impossible)))));
    return schema;
  }

  private static String description(Fact<?> fact) {
    String unit =
        fact.unit() == Unit.NONE ? "" : ", in " + fact.unit().name().toLowerCase(Locale.ROOT);
    return fact.description() + unit + " (" + fact.source() + ")";
  }

  private static Map<String, Object> value(Fact<?> fact) {
    Map<String, Object> element = fact.vocabulary().isEmpty() ? text() : words(fact.vocabulary());
    return switch (fact.type()) {
      case BOOLEAN -> Map.of("type", "boolean");
      case INTEGER -> Map.of("type", "integer");
      case TEXT -> element;
      case TEXT_SET -> Map.of("type", "array", "items", element, "uniqueItems", true);
      case TIME -> time();
    };
  }

  private static Map<String, Object> result() {
    Map<String, Object> members = new TreeMap<>(place());
    members.put("check", text());
    members.put("title", text());
    members.put("severity", words(Arrays.stream(Severity.values()).map(Severity::word).toList()));
    members.put("state", words(Arrays.stream(State.values()).map(State::word).toList()));
    members.put("reason", orNull(reason()));
    members.put("detail", text());
    members.put("expected", Map.of("type", "object", "additionalProperties", text()));
    members.put("allowed", Map.of("type", "object", "additionalProperties", array(text())));
    members.put("observed", Map.of("type", "object"));
    members.put("asExpected", array(text()));
    members.put("why", text());
    members.put("fix", Map.of("type", "object", "additionalProperties", text()));
    members.put("evidence", array(text()));
    members.put("cite", array(object(Map.of("document", text(), "section", text()))));
    members.put("waiver", orNull(waiver()));
    members.put("baseline", orNull(words(List.of("new", "unchanged"))));
    members.put("declared", object(Map.of("file", text(), "line", count(), "column", count())));
    return object(members);
  }

  private static Map<String, Object> waiver() {
    Map<String, Object> members = new TreeMap<>();
    members.put("reason", text());
    members.put("owner", text());
    members.put("ticket", orNull(text()));
    members.put(
        "expires", orNull(Map.of("type", "string", "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")));
    members.put("of", words(List.of(State.FAIL.word(), State.UNKNOWN.word())));
    return object(members);
  }

  private static Map<String, Object> place() {
    return Map.of(
        "listener",
        listener(),
        "domain",
        Map.of(
            "type",
            "string",
            "description",
            "The XMPP domain asked for: the target, or a further host of the same server"),
        "address",
        text());
  }

  private static Map<String, Object> listener() {
    return words(Arrays.stream(Listener.values()).map(Listener::word).toList());
  }

  private static Map<String, Object> reason() {
    String codes =
        Arrays.stream(ReasonCode.values()).map(ReasonCode::word).collect(Collectors.joining("|"));
    return Map.of("type", "string", "pattern", "^(" + codes + ")(:.*)?$");
  }
}
