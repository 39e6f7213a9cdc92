package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.text.Spelling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads a mapping whose keys are names of one kind, each at most once.
 *
 * @param what the kind, such as {@code option}
 * @param names what such a name looks like
 * @param problems takes what is wrong
 */
record Entries(String what, Pattern names, Problems problems) {

  /** The entries that can be read, in their order. */
  <T> Map<String, T> read(Node node, BiFunction<String, NodeTuple, Optional<T>> reader) {
    if (!(node instanceof MappingNode mapping)) {
      problems.at(node, "a mapping is wanted here, from " + what + " to what it is", "");
      return Map.of();
    }
    if (mapping.getValue().isEmpty()) {
      problems.at(node, "there is no " + what + " here, so it says nothing", "leave it out");
    }
    Map<String, Node> places = new LinkedHashMap<>();
    Map<String, T> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Optional<String> name = name(tuple.getKeyNode(), places);
      name.flatMap(known -> reader.apply(known, tuple))
          .ifPresent(entry -> entries.put(name.orElseThrow(), entry));
    }
    return entries;
  }

  private Optional<String> name(Node key, Map<String, Node> places) {
    String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (!names.matcher(name).matches()) {
      problems.at(key, Spelling.quoted(name) + " is not the name of a " + what, "");
      return Optional.empty();
    }
    Node first = places.putIfAbsent(name, key);
    if (first != null) {
      problems.at(
          key,
          Spelling.quoted(name)
              + " stands here twice, first in line "
              + problems.location(first).line(),
          "join the two");
      return Optional.empty();
    }
    return Optional.of(name);
  }
}
