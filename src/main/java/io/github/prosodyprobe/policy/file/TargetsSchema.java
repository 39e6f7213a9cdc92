package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Vantage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema (draft 7, which editors know) of a targets file. */
public final class TargetsSchema {

  private static final Map<String, Object> TEXT = Map.of("type", "string", "minLength", 1);

  private TargetsSchema() {}

  /** The schema as maps, lists and texts, for any JSON writer. */
  public static Map<String, Object> document() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put(
        "defaults",
        PolicySchema.object(
            "For targets that do not say it themselves", properties(TargetKey.ofDefaults())));
    file.put(
        "targets",
        PolicySchema.list(
            Map.of(
                "anyOf",
                List.of(
                    TEXT,
                    PolicySchema.object(
                        "A target",
                        properties(List.of(TargetKey.values())),
                        TargetKey.DOMAIN.word())))));
    Map<String, Object> document =
        new TreeMap<>(PolicySchema.object("Domains to scan, in turn", file, "targets"));
    document.put("$schema", "http://json-schema.org/draft-07/schema#");
    document.put("title", "prosody-probe targets");
    return document;
  }

  private static Map<String, Object> properties(List<TargetKey> keys) {
    Map<String, Object> properties = new LinkedHashMap<>();
    keys.forEach(key -> properties.put(key.word(), property(key)));
    return properties;
  }

  private static Map<String, Object> property(TargetKey key) {
    Map<String, Object> property = new TreeMap<>();
    property.put("description", key.description());
    switch (key) {
      case VANTAGE -> {
        property.put("type", "string");
        property.put("enum", Arrays.stream(Vantage.values()).map(Vantage::word).toList());
      }
      case DOMAIN, POLICY, TRUST, CONFIG, CANARY -> property.putAll(TEXT);
      case WAIVERS, ALSO, ONLY, SKIP -> property.put("anyOf", textOrList());
      case CONNECT -> property.put("anyOf", List.of(TEXT, PolicySchema.list(TEXT), places()));
    }
    return property;
  }

  private static List<Map<String, Object>> textOrList() {
    return List.of(TEXT, PolicySchema.list(TEXT));
  }

  private static Map<String, Object> places() {
    Map<String, Object> listeners = new LinkedHashMap<>();
    Arrays.stream(Listener.values())
        .filter(listener -> listener != Listener.DNS && listener != Listener.CONFIG)
        .forEach(listener -> listeners.put(listener.word(), Map.of("anyOf", textOrList())));
    return PolicySchema.object("From listener to HOST:PORT or URL", listeners);
  }
}
