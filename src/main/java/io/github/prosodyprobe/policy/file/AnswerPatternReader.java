package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.request.AnswerPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads how an endpoint of the catalogue is told by one of its answers. */
record AnswerPatternReader(Problems problems) {

  private static final List<String> KEYS = List.of("status", "headers", "body", "whole");

  /** Names of fields are compared in lower case, so that is how they are written. */
  private static final Pattern FIELD_NAMES = Pattern.compile("[a-z0-9-]+");

  Optional<AnswerPattern> pattern(Node node) {
    return Fields.of(node, "key", KEYS, problems).flatMap(this::pattern);
  }

  private Optional<AnswerPattern> pattern(Fields fields) {
    if (!fields.has("status")) {
      problems.at(fields.node(), "an answer without a status", "write 'status: [200]'");
    }
    List<Integer> statuses =
        fields
            .get("status", node -> Optional.of(scalars().list(node, this::status)))
            .orElse(List.of());
    AnswerPattern pattern =
        new AnswerPattern(
            Set.copyOf(statuses),
            fields.get("headers", this::headers).orElse(Map.of()),
            fields
                .get("body", node -> Optional.of(scalars().list(node, scalars()::word)))
                .orElse(List.of()),
            fields.get("whole", scalars()::word));
    if (!pattern.tellsApart() && fields.has("status")) {
      problems.at(
          fields.node(),
          "a page that is there for every path has this answer too",
          "say what its body has, or a header that only it sends");
    }
    return statuses.isEmpty() ? Optional.empty() : Optional.of(pattern);
  }

  private Optional<Integer> status(Node node) {
    Optional<Long> number = scalars().integer(node);
    if (number.isPresent() && (number.get() < 200 || number.get() > 599)) {
      problems.at(node, "no status that ends a request", "write a number from 200 to 599");
      return Optional.empty();
    }
    return number.map(Long::intValue);
  }

  private Optional<Map<String, String>> headers(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      problems.at(node, "a mapping is wanted here, from header to value", "");
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    mapping.getValue().forEach(tuple -> addHeader(tuple, headers));
    return Optional.of(headers);
  }

  private void addHeader(NodeTuple tuple, Map<String, String> headers) {
    Optional<String> name = scalars().word(tuple.getKeyNode());
    if (name.isPresent() && !FIELD_NAMES.matcher(name.get()).matches()) {
      problems.at(tuple.getKeyNode(), "not the name of a header", "write it in lower case");
      return;
    }
    Optional<String> value = scalars().word(tuple.getValueNode());
    if (name.isPresent()
        && value.isPresent()
        && headers.putIfAbsent(name.get(), value.get()) != null) {
      problems.at(tuple.getKeyNode(), "this header stands here twice", "join the two");
    }
  }

  private Scalars scalars() {
    return new Scalars(problems);
  }
}
