package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.option.OptionType;
import io.github.prosodyprobe.option.OptionValue;
import io.github.prosodyprobe.option.Part;
import io.github.prosodyprobe.option.Reading;
import io.github.prosodyprobe.option.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads what one reader does with an option.
 *
 * @param reader who reads it
 * @param part what the reader belongs to
 * @param problems takes what is wrong
 */
record OptionReader(String reader, Part part, Problems problems) {

  static final List<String> KEYS =
      List.of("type", "default", "computed", "values", "least", "most", "scope");

  Optional<Reading> reading(Node node) {
    return Fields.of(node, "key", KEYS, problems).map(this::reading);
  }

  private Reading reading(Fields fields) {
    if (!fields.has("type")) {
      problems.at(fields.node(), "an option without a type", "write 'type: any'");
    }
    if (fields.has("default") && fields.has("computed")) {
      problems.at(fields.node(), "a default that is known and worked out", "write one of the two");
    }
    OptionValueReader values = new OptionValueReader(problems);
    Bounds bounds = Bounds.of(fields, problems);
    Set<OptionType> types = Set.copyOf(types(fields, problems));
    Optional<OptionValue> standard =
        fields
            .get("default", values::value)
            .or(() -> fields.get("computed", scalars()::word).map(OptionValue.Computed::new));
    return new Reading(
        reader,
        part,
        types.isEmpty() ? Set.of(OptionType.ANY) : types,
        standard,
        values(fields, problems),
        bounds.least(),
        bounds.most(),
        fields
            .get("scope", it -> scalars().known(it, "scope", Scope.words(), Scope::of))
            .orElse(Scope.HOST));
  }

  /** One type, or a list of them. */
  static List<OptionType> types(Fields fields, Problems problems) {
    Scalars scalars = new Scalars(problems);
    return fields
        .get(
            "type",
            node ->
                node instanceof SequenceNode
                    ? Optional.of(scalars.list(node, item -> type(item, problems)))
                    : type(node, problems).map(List::of))
        .orElse(List.of());
  }

  /** One type. */
  static Optional<OptionType> type(Node node, Problems problems) {
    return new Scalars(problems).known(node, "type", OptionType.words(), OptionType::of);
  }

  /** All the values that are taken. */
  static List<OptionValue> values(Fields fields, Problems problems) {
    OptionValueReader values = new OptionValueReader(problems);
    return fields
        .get("values", it -> Optional.of(new Scalars(problems).list(it, values::single)))
        .orElse(List.of());
  }

  /**
   * The ends of what is taken.
   *
   * @param least the lower end
   * @param most the upper end
   */
  record Bounds(Optional<Double> least, Optional<Double> most) {

    static Bounds of(Fields fields, Problems problems) {
      OptionValueReader values = new OptionValueReader(problems);
      Bounds bounds =
          new Bounds(fields.get("least", values::number), fields.get("most", values::number));
      if (bounds.least.isPresent()
          && bounds.most.isPresent()
          && bounds.least.get() > bounds.most.get()) {
        problems.at(fields.node(), "'least' is greater than 'most'", "swap the two");
      }
      return bounds;
    }
  }

  private Scalars scalars() {
    return new Scalars(problems);
  }
}
