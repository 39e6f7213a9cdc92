package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.option.ModuleScope;
import io.github.prosodyprobe.option.Part;
import io.github.prosodyprobe.option.ProsodyModule;
import io.github.prosodyprobe.option.Reading;
import io.github.prosodyprobe.text.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads one file of the option catalogue. */
record OptionFileReader(Problems problems) {

  static final List<String> KEYS = List.of("series", "readers", "options", "modules");
  static final List<String> READER_KEYS =
      List.of("name", "part", "scope", "automatic", "inherited", "needs", "series", "options");

  private static final Pattern SERIES = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4})?");
  private static final Pattern READERS =
      Pattern.compile("mod_[a-z0-9_]+|[a-z0-9_]+(\\.[a-z0-9_]+)+");
  private static final Pattern MODULES = Pattern.compile("mod_[a-z0-9_]+");
  private static final Pattern OPTIONS = Pattern.compile("\\*?[A-Za-z0-9_]{1,100}");

  /**
   * What one reader reads.
   *
   * @param node for its place
   * @param name the reader
   * @param part what it belongs to
   * @param scope how often it is loaded
   * @param automatic whether it is loaded without being enabled
   * @param inherited whether components load it with the global section
   * @param needs the modules that it cannot do without
   * @param series the series that have it; empty for those of the file, or all
   * @param options what it does with each option
   */
  record Entry(
      Node node,
      String name,
      Part part,
      ModuleScope scope,
      boolean automatic,
      boolean inherited,
      Set<String> needs,
      Set<String> series,
      Map<String, Reading> options) {

    boolean isModule() {
      return name.startsWith(ProsodyModule.PREFIX);
    }
  }

  /**
   * A remark and where it stands.
   *
   * @param node for its place
   * @param content what it says
   */
  record Remark<T>(Node node, T content) {}

  /**
   * What a file says.
   *
   * @param series the series that it is about; empty for a file of additions
   * @param entries the readers
   * @param options what is known beside, by name
   * @param modules what is known beside, by name
   */
  record Content(
      Optional<String> series,
      List<Entry> entries,
      Map<String, Remark<OptionRemark>> options,
      Map<String, Remark<OptionRemarkReader.ModuleRemark>> modules) {}

  Optional<Content> content(Node root) {
    OptionRemarkReader remarks = new OptionRemarkReader(problems);
    return Fields.of(root, "key", KEYS, problems)
        .map(
            fields ->
                new Content(
                    fields.get("series", this::series),
                    fields
                        .get("readers", it -> Optional.of(scalars().list(it, this::entry)))
                        .orElse(List.of()),
                    entries(fields, "option", OPTIONS, remark(remarks::option)),
                    entries(fields, "module", MODULES, remark(remarks::module))));
  }

  private static <T> BiFunction<String, NodeTuple, Optional<Remark<T>>> remark(
      Function<Node, Optional<T>> reader) {
    return (name, tuple) ->
        reader.apply(tuple.getValueNode()).map(it -> new Remark<>(tuple.getKeyNode(), it));
  }

  private <T> Map<String, T> entries(
      Fields fields,
      String what,
      Pattern names,
      BiFunction<String, NodeTuple, Optional<T>> reader) {
    return fields
        .get(what + "s", it -> Optional.of(new Entries(what, names, problems).read(it, reader)))
        .orElse(Map.of());
  }

  private Optional<Entry> entry(Node node) {
    return Fields.of(node, "key", READER_KEYS, problems).flatMap(this::entry);
  }

  private Optional<Entry> entry(Fields fields) {
    for (String required : List.of("name", "part")) {
      if (!fields.has(required)) {
        problems.at(fields.node(), "a reader without a " + required, "");
      }
    }
    Optional<String> name =
        fields.get("name", it -> fitting(it, READERS, "a reader", "write mod_NAME or core.NAME"));
    Part part =
        fields
            .get("part", it -> scalars().known(it, "part", Part.words(), Part::of))
            .orElse(Part.SERVER);
    Entry entry =
        new Entry(
            fields.node(),
            name.orElse(""),
            part,
            fields
                .get(
                    "scope",
                    it -> scalars().known(it, "scope", ModuleScope.words(), ModuleScope::of))
                .orElse(ModuleScope.HOST),
            fields.get("automatic", scalars()::yesOrNo).orElse(false),
            fields.get("inherited", scalars()::yesOrNo).orElse(false),
            Set.copyOf(list(fields, "needs", this::module)),
            Set.copyOf(list(fields, "series", this::series)),
            options(fields, new OptionReader(name.orElse(""), part, problems)));
    return name.map(known -> entry);
  }

  private Map<String, Reading> options(Fields fields, OptionReader reader) {
    return entries(
        fields, "option", OPTIONS, (name, tuple) -> reader.reading(tuple.getValueNode()));
  }

  private <T> List<T> list(Fields fields, String name, Function<Node, Optional<T>> reader) {
    return fields.get(name, it -> Optional.of(scalars().list(it, reader))).orElse(List.of());
  }

  private Optional<String> series(Node node) {
    return fitting(node, SERIES, "a series", "write \"0.12\" or \"13\"");
  }

  private Optional<String> module(Node node) {
    return fitting(node, MODULES, "a module", "write mod_NAME");
  }

  private Optional<String> fitting(Node node, Pattern pattern, String what, String suggestion) {
    Optional<String> word = scalars().word(node);
    if (word.isPresent() && !pattern.matcher(word.get()).matches()) {
      problems.at(node, Spelling.quoted(word.get()) + " is not " + what, suggestion);
      return Optional.empty();
    }
    return word;
  }

  private Scalars scalars() {
    return new Scalars(problems);
  }
}
