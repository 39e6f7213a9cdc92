package io.github.prosodyprobe.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes maps, lists, texts, whole numbers and truth values as JSON, keys sorted. */
public final class JsonTree {

  private JsonTree() {}

  /** The document whose root is this object. */
  public static String of(Map<String, ?> root) {
    return JsonFormat.write(json -> write(json, root));
  }

  private static void write(JsonGenerator json, Object node) {
    switch (node) {
      case Map<?, ?> map -> {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key.toString(), value));
        json.writeStartObject();
        sorted.forEach(
            (key, value) -> {
              json.writeName(key);
              write(json, value);
            });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(element -> write(json, element));
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Number number -> json.writeNumber(number.longValue());
      default -> json.writeString(node.toString());
    }
  }
}
