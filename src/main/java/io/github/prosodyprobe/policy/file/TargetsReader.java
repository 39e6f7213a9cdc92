package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a list of targets; {@code src/docs/targets-file.md} says how to write one. */
public final class TargetsReader {

  /** Knows what the words of a targets file may be, which is not this package's business. */
  @FunctionalInterface
  public interface Vocabulary {
    /** What is wrong with a value, as half a sentence; empty where nothing is. */
    Optional<String> complaint(TargetKey key, String value);
  }

  /** Targets; a night is over after so many. */
  static final int MOST = 1_000;

  private static final List<String> LISTENERS =
      Arrays.stream(Listener.values()).map(Listener::word).toList();
  private static final String DEFAULTS = "defaults";
  private static final String TARGETS = "targets";

  private final Problems problems;
  private final Vocabulary vocabulary;
  private final Map<String, Location> domains = new HashMap<>();

  private TargetsReader(Problems problems, Vocabulary vocabulary) {
    this.problems = problems;
    this.vocabulary = vocabulary;
  }

  /**
   * Reads a file.
   *
   * @throws PolicyException with everything that is wrong with it
   */
  public static List<TargetEntry> read(SourceText source, Vocabulary vocabulary)
      throws PolicyException {
    Problems problems = new Problems(source);
    TargetsReader reader = new TargetsReader(problems, vocabulary);
    List<TargetEntry> targets =
        YamlText.root(source, problems)
            .flatMap(root -> Fields.of(root, "key", List.of(DEFAULTS, TARGETS), problems))
            .map(reader::targets)
            .orElse(List.of());
    problems.throwIfAny();
    return targets;
  }

  private List<TargetEntry> targets(Fields top) {
    if (!top.has(TARGETS)) {
      problems.at(top.node(), "there are no targets", "list them under 'targets:'");
    }
    Map<TargetKey, List<String>> defaults =
        top.get(DEFAULTS, node -> fields(node, TargetKey.ofDefaults()))
            .map(this::values)
            .orElse(Map.of());
    return top
        .get(TARGETS, node -> Optional.of(scalars().entries(node, this::target)))
        .orElse(List.of())
        .stream()
        .map(target -> target.over(defaults))
        .toList();
  }

  private Optional<TargetEntry> target(Node node) {
    if (domains.size() >= MOST) {
      problems.at(node, "there are more than " + MOST + " targets", "make two files of it");
      return Optional.empty();
    }
    Map<TargetKey, List<String>> values = node instanceof ScalarNode ? bare(node) : said(node);
    List<String> domain = values.get(TargetKey.DOMAIN);
    if (domain == null) {
      return Optional.empty();
    }
    Location place = problems.location(node);
    Location first = domains.putIfAbsent(domain.getFirst().toLowerCase(Locale.ROOT), place);
    if (first != null) {
      problems.at(
          node,
          Spelling.quoted(domain.getFirst()) + " is a target already, in line " + first.line(),
          "join the two");
    }
    return Optional.of(new TargetEntry(place, values));
  }

  /** A domain of which there is nothing else to say need not be a mapping. */
  private Map<TargetKey, List<String>> bare(Node node) {
    return value(TargetKey.DOMAIN, node)
        .map(domain -> Map.of(TargetKey.DOMAIN, domain))
        .orElse(Map.of());
  }

  private Map<TargetKey, List<String>> said(Node node) {
    Optional<Fields> fields = fields(node, List.of(TargetKey.values()));
    if (fields.isPresent() && !fields.get().has(TargetKey.DOMAIN.word())) {
      problems.at(node, "the target has no domain", "begin with 'domain:'");
    }
    return fields.map(this::values).orElse(Map.of());
  }

  private Optional<Fields> fields(Node node, List<TargetKey> known) {
    return Fields.of(node, "key", known.stream().map(TargetKey::word).toList(), problems);
  }

  private Map<TargetKey, List<String>> values(Fields fields) {
    Map<TargetKey, List<String>> values = new EnumMap<>(TargetKey.class);
    for (TargetKey key : TargetKey.values()) {
      fields.get(key.word(), node -> value(key, node)).ifPresent(value -> values.put(key, value));
    }
    return values;
  }

  private Optional<List<String>> value(TargetKey key, Node node) {
    List<String> value =
        switch (key.form()) {
          case ONE -> word(key, node, Function.identity()).map(List::of).orElse(List.of());
          case SEVERAL -> several(key, node, Function.identity());
          case PLACES ->
              node instanceof MappingNode mapping
                  ? places(mapping)
                  : several(key, node, Function.identity());
        };
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private List<String> places(MappingNode mapping) {
    List<String> places = new ArrayList<>();
    Fields.of(mapping, "listener", LISTENERS, problems)
        .ifPresent(
            fields ->
                fields
                    .all()
                    .forEach(
                        (listener, field) ->
                            places.addAll(
                                several(
                                    TargetKey.CONNECT,
                                    field.value(),
                                    place -> listener + "=" + place))));
    return places;
  }

  private List<String> several(TargetKey key, Node node, Function<String, String> meaning) {
    return node instanceof ScalarNode
        ? word(key, node, meaning).map(List::of).orElse(List.of())
        : scalars().list(node, item -> word(key, item, meaning));
  }

  private Optional<String> word(TargetKey key, Node node, Function<String, String> meaning) {
    Optional<String> word = scalars().word(node).map(meaning);
    Optional<String> complaint = word.flatMap(text -> vocabulary.complaint(key, text));
    complaint.ifPresent(message -> problems.at(node, message, ""));
    return complaint.isPresent() ? Optional.empty() : word;
  }

  private Scalars scalars() {
    return new Scalars(problems);
  }
}
