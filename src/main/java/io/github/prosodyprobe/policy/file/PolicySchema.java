package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.Severity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schema (draft 7, which editors know) of policies and files of checks, generated from the
 * fact registry, so that an editor offers the facts that there are and the matchers that fit them.
 */
public final class PolicySchema {

  private static final String ID = "^[a-z0-9]+(-[a-z0-9]+)*$";
  private static final String POLICY_NAME = "^[a-z0-9]+(-[a-z0-9]+)*(\\.[0-9]+)*$";

  private PolicySchema() {}

  /**
   * The schema as maps, lists, texts, numbers and booleans, for any JSON writer. Keys are sorted,
   * so that two runs of the program write the same text.
   */
  public static Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "http://json-schema.org/draft-07/schema#");
    document.put("title", "prosody-probe policies and checks");
    document.put("oneOf", List.of(reference("policy-file"), list(reference("check"))));
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put("policy-file", policyFile());
    definitions.put("check", check());
    definitions.put("change", change());
    definitions.put("expectation", object("Facts, all of which must hold", groups()));
    definitions.put("condition", object("Where the check applies; else not-applicable", when()));
    definitions.put("facts", object("Facts, all of which must hold", facts()));
    FactRegistry.all()
        .forEach(fact -> definitions.put(definition(fact), new FactSchema(fact).schema()));
    document.put("definitions", definitions);
    return sorted(document);
  }

  private static Map<String, Object> sorted(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(key.toString(), sortedWithin(value)));
    return sorted;
  }

  private static Object sortedWithin(Object value) {
    return switch (value) {
      case Map<?, ?> map -> sorted(map);
      case List<?> list -> list.stream().map(PolicySchema::sortedWithin).toList();
      default -> value;
    };
  }

  /** A mapping with these keys and no others, and at least one. */
  static Map<String, Object> object(
      String description, Map<String, Object> properties, String... required) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("description", description);
    object.put("type", "object");
    object.put("additionalProperties", false);
    object.put("minProperties", 1);
    if (required.length > 0) {
      object.put("required", List.of(required));
    }
    object.put("properties", properties);
    return object;
  }

  /** A list that says something. */
  static Map<String, Object> list(Map<String, Object> items) {
    return Map.of("type", "array", "minItems", 1, "uniqueItems", true, "items", items);
  }

  private static Map<String, Object> policyFile() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("name", name("The policy's name", POLICY_NAME));
    head.put("version", Map.of("type", "integer", "minimum", 1));
    head.put(
        "extends", text("The policy that it takes its checks from, as name@version or a file"));
    head.put("description", text("What the policy is for"));
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("version", Map.of("type", "integer", "minimum", 1));
    change.put("change", text("What changed with the version"));
    head.put("changelog", list(object("A version", change, "version", "change")));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("policy", object("The policy's head", head, "name", "version"));
    file.put(
        "checks",
        list(
            Map.of(
                "anyOf",
                List.of(id("A built-in check"), reference("change"), reference("check")))));
    return object("A policy", file, "policy");
  }

  private static Map<String, Object> change() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("id", id("A check that exists"));
    keys.put("severity", severity());
    keys.put("expect", reference("expectation"));
    keys.putAll(wording());
    keys.put("off", Map.of("description", "Leaves it out", "enum", List.of(true)));
    return object(
        "A change to a check that exists; its words only with what is expected", keys, "id");
  }

  private static Map<String, Object> check() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("id", id("Permanent; reports and waivers refer to it"));
    keys.put("on", list(words(Arrays.stream(Listener.values()).map(Listener::word).toList())));
    keys.put("severity", severity());
    keys.put("tags", list(id("A word for --only and --skip")));
    keys.put("when", reference("condition"));
    keys.put("expect", reference("expectation"));
    keys.put("probed", text("What goes over the wire to find out"));
    keys.putAll(wording());
    return object("A check", keys, "id", "title", "on", "severity", "expect");
  }

  private static Map<String, Object> wording() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("title", text("The wanted state as a sentence"));
    keys.put("why", text("What an attacker or user meets where it fails"));
    keys.put(
        "fix",
        object("How to get there", Map.of("prosody", text("A line of Prosody's configuration"))));
    Map<String, Object> citation = new LinkedHashMap<>();
    citation.put("document", text("Such as RFC 9325 or XEP-0368"));
    citation.put("section", text("In quotes, or 3.1 becomes a number"));
    keys.put("cite", list(object("Where the expectation comes from", citation, "document")));
    return keys;
  }

  private static Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    FactRegistry.all().forEach(fact -> facts.put(fact.name(), reference(definition(fact))));
    return facts;
  }

  private static Map<String, Object> groups() {
    Map<String, Object> groups = facts();
    groups.put(ExpectationReader.ALL_OF, list(reference("facts")));
    groups.put(ExpectationReader.ANY_OF, list(reference("facts")));
    groups.put(ExpectationReader.NOT, reference("facts"));
    return groups;
  }

  private static Map<String, Object> when() {
    Map<String, Object> conditions = groups();
    conditions.put(
        ExpectationReader.VANTAGE,
        words(Arrays.stream(Vantage.values()).map(Vantage::word).toList()));
    return conditions;
  }

  private static String definition(Fact<?> fact) {
    return "fact-" + fact.name();
  }

  private static Map<String, Object> severity() {
    return words(Arrays.stream(Severity.values()).map(Severity::word).toList());
  }

  private static Map<String, Object> words(List<String> words) {
    return Map.of("type", "string", "enum", words);
  }

  private static Map<String, Object> id(String description) {
    return name(description, ID);
  }

  private static Map<String, Object> name(String description, String pattern) {
    return Map.of("description", description, "type", "string", "pattern", pattern);
  }

  private static Map<String, Object> text(String description) {
    return Map.of("description", description, "type", "string", "minLength", 1);
  }

  private static Map<String, Object> reference(String definition) {
    return Map.of("$ref", "#/definitions/" + definition);
  }
}
