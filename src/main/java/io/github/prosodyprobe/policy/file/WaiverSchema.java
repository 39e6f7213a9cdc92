package io.github.prosodyprobe.policy.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema (draft 7, which editors know) of a file of waivers. */
public final class WaiverSchema {

  private WaiverSchema() {}

  /** The schema as maps, lists, texts, numbers and booleans, for any JSON writer. */
  public static Map<String, Object> document() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("check", text("A check's id, or a pattern of ids with * and ?"));
    keys.put("target", text("The domain that it is about; left out for all"));
    keys.put(
        "endpoint",
        text("A listener's word, an address such as *:5269, or both; left out for all"));
    keys.put("reason", text("Why the risk is accepted"));
    keys.put("owner", text("Who accepted it"));
    keys.put("ticket", text("Where that is written down"));
    keys.put(
        "expires",
        Map.of(
            "description",
            "Its last day, in UTC, at most " + WaiverTerm.LONGEST + " days ahead",
            "type",
            "string",
            "pattern",
            "^" + WaiverTerm.DAY + "$"));
    keys.put(
        "permanent",
        Map.of("description", "In place of expires: it never ends", "enum", List.of(true)));
    Map<String, Object> waiver = new LinkedHashMap<>();
    waiver.put("type", "object");
    waiver.put("additionalProperties", false);
    waiver.put("required", List.of("check", "reason", "owner"));
    waiver.put(
        "oneOf",
        List.of(Map.of("required", List.of("expires")), Map.of("required", List.of("permanent"))));
    waiver.put("properties", keys);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "http://json-schema.org/draft-07/schema#");
    document.put("title", "prosody-probe waivers");
    document.put("type", "object");
    document.put("additionalProperties", false);
    document.put("required", List.of("waivers"));
    document.put("properties", Map.of("waivers", Map.of("type", "array", "items", waiver)));
    return document;
  }

  private static Map<String, Object> text(String description) {
    return Map.of("description", description, "type", "string", "minLength", 1);
  }
}
