package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.option.OptionType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what is added by hand to an option or a module. */
record OptionRemarkReader(Problems problems) {

  static final List<String> KEYS =
      List.of(
          "type", "default", "values", "least", "most", "keys", "instead", "note", "live",
          "secret");

  static final List<String> MODULE_KEYS = List.of("obsolete", "live");

  private static final Pattern KEY_NAMES = Pattern.compile("[A-Za-z0-9_*]+");
  private static final List<String> FACTS =
      FactRegistry.all().stream().map(Fact::toString).toList();

  /**
   * What somebody knows of a module.
   *
   * @param obsolete why it should not be loaded, and what to do instead
   * @param live the facts that show that it is loaded
   */
  record ModuleRemark(Optional<String> obsolete, List<Fact<?>> live) {

    static final ModuleRemark NONE = new ModuleRemark(Optional.empty(), List.of());
  }

  Optional<OptionRemark> option(Node node) {
    return Fields.of(node, "key", KEYS, problems).map(this::option);
  }

  private OptionRemark option(Fields fields) {
    return new OptionRemark(
        Set.copyOf(OptionReader.types(fields, problems)),
        fields.get("default", new OptionValueReader(problems)::value),
        OptionReader.values(fields, problems),
        OptionReader.Bounds.of(fields, problems),
        fields.get("keys", it -> Optional.of(keys(it))).orElse(Map.of()),
        fields.get("instead", scalars()::prose),
        fields.get("note", scalars()::prose).orElse(""),
        live(fields),
        fields.get("secret", scalars()::yesOrNo).orElse(false));
  }

  Optional<ModuleRemark> module(Node node) {
    return Fields.of(node, "key", MODULE_KEYS, problems)
        .map(fields -> new ModuleRemark(fields.get("obsolete", scalars()::prose), live(fields)));
  }

  private Map<String, OptionType> keys(Node node) {
    return new Entries("key", KEY_NAMES, problems)
        .read(node, (name, tuple) -> OptionReader.type(tuple.getValueNode(), problems));
  }

  private List<Fact<?>> live(Fields fields) {
    return fields
        .get("live", node -> Optional.of(scalars().<Fact<?>>list(node, this::fact)))
        .orElse(List.of());
  }

  private Optional<Fact<?>> fact(Node node) {
    return scalars().known(node, "fact", FACTS, FactRegistry::find);
  }

  private Scalars scalars() {
    return new Scalars(problems);
  }
}
