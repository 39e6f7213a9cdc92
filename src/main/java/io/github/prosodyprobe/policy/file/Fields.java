package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.text.Spelling;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping whose keys are known, each at most once. */
final class Fields {

  /**
   * A key with its value.
   *
   * @param key the key's node, for its place
   * @param value the value's node
   */
  record Field(Node key, Node value) {}

  private final Node node;
  private final Map<String, Field> fields = new LinkedHashMap<>();

  private Fields(Node node) {
    this.node = node;
  }

  /**
   * Reads a mapping.
   *
   * @param what what its keys are, such as {@code fact}
   * @return the known fields, or empty where it is no mapping or has no keys
   */
  static Optional<Fields> of(Node node, String what, Collection<String> known, Problems problems) {
    if (!(node instanceof MappingNode mapping)) {
      problems.at(node, "a mapping is wanted here, from " + what + " to value", "");
      return Optional.empty();
    }
    if (mapping.getValue().isEmpty()) {
      problems.at(node, "there is no " + what + " here, so it says nothing", "");
      return Optional.empty();
    }
    Fields fields = new Fields(node);
    mapping.getValue().forEach(tuple -> fields.add(tuple, what, known, problems));
    return Optional.of(fields);
  }

  private void add(NodeTuple tuple, String what, Collection<String> known, Problems problems) {
    Node key = tuple.getKeyNode();
    if (!(key instanceof ScalarNode scalar)) {
      problems.at(key, "a " + what + " must be a plain word", "");
      return;
    }
    String word = scalar.getValue();
    Field first = fields.get(word);
    if (first != null) {
      Location place = problems.location(first.key());
      problems.at(
          key,
          Spelling.quoted(word) + " stands here twice, first in line " + place.line(),
          "join the two");
    } else if (!known.contains(word)) {
      problems.at(key, "unknown " + what + " " + Spelling.quoted(word), Spelling.hint(word, known));
    } else {
      fields.put(word, new Field(key, tuple.getValueNode()));
    }
  }

  Set<String> names() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  Map<String, Field> all() {
    return Collections.unmodifiableMap(fields);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** The value of a field, read; empty where there is none or it cannot be read. */
  <T> Optional<T> get(String name, Function<Node, Optional<T>> reader) {
    return Optional.ofNullable(fields.get(name)).flatMap(field -> reader.apply(field.value()));
  }

  Node node() {
    return node;
  }
}
