package io.github.prosodyprobe.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types of which the JSON Schemas of documents are made. */
final class SchemaTypes {

  private SchemaTypes() {}

  /** All members are required, since the keys are the same in every mode. */
  static Map<String, Object> object(Map<String, Object> members) {
    return Map.of(
        "type",
        "object",
        "properties",
        members,
        "required",
        members.keySet().stream().sorted().toList(),
        "additionalProperties",
        false);
  }

  static Map<String, Object> array(Map<String, Object> elements) {
    return Map.of("type", "array", "items", elements);
  }

  static Map<String, Object> words(List<String> words) {
    return Map.of("enum", words);
  }

  static Map<String, Object> text() {
    return Map.of("type", "string");
  }

  static Map<String, Object> count() {
    return Map.of("type", "integer", "minimum", 0);
  }

  static Map<String, Object> time() {
    return Map.of("type", "string", "format", "date-time", "pattern", "Z$");
  }

  static Map<String, Object> orNull(Map<String, Object> schema) {
    return Map.of("oneOf", List.of(Map.of("type", "null"), schema));
  }

  /** The members of a summary. */
  static Map<String, Object> counts() {
    return Summary.of(List.of()).byWord().keySet().stream()
        .collect(Collectors.toMap(Function.identity(), _ -> count()));
  }
}
