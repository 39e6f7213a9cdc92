package io.github.prosodyprobe.program;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON report, read without any class of the program: as its users would read it. */
record JsonReport(JsonNode root) {

  static JsonReport of(String text) {
    return new JsonReport(JsonMapper.shared().readTree(text));
  }

  /** The same report with the results of these listeners only. */
  JsonReport on(String... listeners) {
    ObjectNode one = (ObjectNode) root.deepCopy();
    ArrayNode results = one.putArray("results");
    for (JsonNode result : root.get("results")) {
      if (List.of(listeners).contains(result.get("listener").asString())) {
        results.add(result);
      }
    }
    return new JsonReport(one);
  }

  /** Ids of the checks with this state and severity. */
  SortedSet<String> checks(String state, String severity) {
    SortedSet<String> ids = new TreeSet<>();
    for (JsonNode result : root.get("results")) {
      if (result.get("state").asString().equals(state)
          && result.get("severity").asString().equals(severity)) {
        ids.add(result.get("check").asString());
      }
    }
    return ids;
  }

  /** Ids of the checks with this state. */
  SortedSet<String> checks(String state) {
    SortedSet<String> ids = checks(state, "critical");
    ids.addAll(checks(state, "warning"));
    ids.addAll(checks(state, "suggestion"));
    return ids;
  }

  /** Reasons of everything that could not be judged. */
  SortedSet<String> reasons() {
    SortedSet<String> reasons = new TreeSet<>();
    for (JsonNode result : root.get("results")) {
      if (result.get("state").asString().equals("unknown")) {
        reasons.add(result.get("reason").asString());
      }
    }
    return reasons;
  }

  /** The value of a fact on the first endpoint that has one. */
  Optional<JsonNode> fact(String name) {
    JsonNode states = root.get("facts").get(name);
    if (states == null) {
      return Optional.empty();
    }
    for (JsonNode state : states) {
      if (state.get("value") != null && !state.get("value").isNull()) {
        return Optional.of(state.get("value"));
      }
    }
    return Optional.empty();
  }

  /** The value of a fact on a listener, as a text. */
  Optional<String> factOn(String listener, String name) {
    for (JsonNode state : root.get("facts").get(name)) {
      JsonNode value = state.get("value");
      if (state.get("listener").asString().equals(listener) && value != null && !value.isNull()) {
        return Optional.of(value.asString());
      }
    }
    return Optional.empty();
  }

  /** The texts of a set fact. */
  SortedSet<String> texts(String name) {
    SortedSet<String> texts = new TreeSet<>();
    fact(name)
        .orElseThrow(
            () -> new AssertionError(name + " was not observed: " + root.get("facts").get(name)))
        .forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
