package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.option.OptionValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads values that a configuration can have: texts, numbers, true and false, lists of them. */
record OptionValueReader(Problems problems) {

  /** A value; a list may be empty, as many a default is. */
  Optional<OptionValue> value(Node node) {
    if (!(node instanceof SequenceNode sequence)) {
      return single(node);
    }
    List<OptionValue> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      single(item).ifPresent(items::add);
    }
    return Optional.of(new OptionValue.Items(items));
  }

  /** A value that is no list. */
  Optional<OptionValue> single(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      problems.at(node, "a text, a number, true or false is wanted here", "");
      return Optional.empty();
    }
    if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
      return number(node).map(OptionValue.Number::new);
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return scalars().yesOrNo(node).map(OptionValue.Flag::new);
    }
    // Some defaults are the empty text.
    return scalar.getTag().equals(Tag.STR) && scalar.getValue().isEmpty()
        ? Optional.of(new OptionValue.Text(""))
        : scalars().word(node).map(OptionValue.Text::new);
  }

  /** A number, whole or not. */
  Optional<Double> number(Node node) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.FLOAT)) {
      try {
        double number = Double.parseDouble(scalar.getValue());
        if (Double.isFinite(number)) {
          return Optional.of(number);
        }
      } catch (NumberFormatException e) {
        // YAML has words for the infinities, which Java writes otherwise; both are refused below.
      }
      problems.at(node, "not a number that can be compared", "");
      return Optional.empty();
    }
    return scalars().integer(node).map(Long::doubleValue);
  }

  private Scalars scalars() {
    return new Scalars(problems);
  }
}
