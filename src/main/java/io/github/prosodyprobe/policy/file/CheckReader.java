package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.Citation;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.When;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a list of checks: definitions, changes by id, or bare ids. */
record CheckReader(Problems problems) {

  static final List<String> KEYS =
      List.of(
          "id",
          "title",
          "on",
          "severity",
          "tags",
          "when",
          "expect",
          "why",
          "probed",
          "fix",
          "cite",
          "off");

  /** What a check of one's own must have. */
  static final List<String> REQUIRED = List.of("title", "on", "severity", "expect");

  /** What can be said of a check that exists; the rest is what its id stands for. */
  static final List<String> CHANGEABLE = List.of("id", "severity", "expect", "off");

  /** What must be said anew where another thing is expected, and only there. */
  static final List<String> WORDING = List.of("title", "why", "fix", "cite");

  /** The entries that can be read, in their order; each id once. */
  List<CheckEntry> entries(Node node) {
    List<CheckEntry> entries = new ArrayList<>();
    Map<String, CheckEntry> byId = new HashMap<>();
    for (CheckEntry entry : scalars().entries(node, this::entry)) {
      CheckEntry first = byId.putIfAbsent(entry.id(), entry);
      if (first == null) {
        entries.add(entry);
      } else {
        problems.at(
            entry.place(),
            "check " + entry.id() + " stands here twice, first in line " + first.place().line(),
            "join the two");
      }
    }
    return entries;
  }

  private Optional<CheckEntry> entry(Node node) {
    if (node instanceof ScalarNode) {
      return scalars().id(node).map(id -> bare(id, node));
    }
    Optional<Fields> read = Fields.of(node, "key", KEYS, problems);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = read.get();
    // Everything is read even without an id, so that all that is wrong is said at once.
    CheckEntry entry = entry(fields);
    if (fields.has("id")) {
      return fields.get("id", scalars()::id).map(_ -> entry);
    }
    problems.at(node, "a check without an id", "begin with '- id: …'");
    return Optional.empty();
  }

  private CheckEntry bare(String id, Node node) {
    return new CheckEntry(
        id,
        problems.location(node),
        problems.location(node),
        Set.of("id"),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        When.ALWAYS,
        "",
        "",
        Map.of(),
        List.of(),
        Set.of(),
        false);
  }

  private CheckEntry entry(Fields fields) {
    Node expected =
        Optional.ofNullable(fields.all().get("expect"))
            .map(Fields.Field::key)
            .orElse(fields.node());
    return new CheckEntry(
        fields.get("id", CheckReader::raw).orElse(""),
        problems.location(fields.node()),
        problems.location(expected),
        fields.names(),
        fields.get("title", scalars()::prose),
        words(fields, "on", this::listener),
        fields.get("severity", this::severity),
        fields.get("expect", expectations()::expectation),
        fields.get("when", expectations()::when).orElse(When.ALWAYS),
        fields.get("why", scalars()::prose).orElse(""),
        fields.get("probed", scalars()::prose).orElse(""),
        fields.get("fix", this::fix).orElse(Map.of()),
        fields.get("cite", this::citations).orElse(List.of()),
        words(fields, "tags", scalars()::id),
        fields.get("off", this::off).orElse(false));
  }

  /** The id as written; whether it may be one is said by the caller, once. */
  private static Optional<String> raw(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  private <T> Set<T> words(Fields fields, String name, Function<Node, Optional<T>> reader) {
    return fields
        .get(name, node -> Optional.of(scalars().list(node, reader)))
        .<Set<T>>map(LinkedHashSet::new)
        .orElse(Set.of());
  }

  private Optional<Listener> listener(Node node) {
    List<String> known = Arrays.stream(Listener.values()).map(Listener::word).toList();
    return scalars().known(node, "listener", known, Listener::of);
  }

  private Optional<Severity> severity(Node node) {
    List<String> known = Arrays.stream(Severity.values()).map(Severity::word).toList();
    return scalars().known(node, "severity", known, Severity::of);
  }

  private Optional<Boolean> off(Node node) {
    Optional<Boolean> off = scalars().yesOrNo(node);
    if (off.isPresent() && !off.get()) {
      problems.at(node, "'off: false' changes nothing", "leave it out");
    }
    return off;
  }

  private Optional<Map<String, String>> fix(Node node) {
    Map<String, String> fix = new HashMap<>();
    Fields.of(node, "software", List.of("prosody"), problems)
        .ifPresent(
            fields ->
                fields
                    .names()
                    .forEach(
                        name ->
                            fields
                                .get(name, scalars()::prose)
                                .ifPresent(line -> fix.put(name, line))));
    return Optional.of(fix);
  }

  private Optional<List<Citation>> citations(Node node) {
    return Optional.of(scalars().list(node, this::citation));
  }

  private Optional<Citation> citation(Node node) {
    return Fields.of(node, "key", List.of("document", "section"), problems)
        .flatMap(
            fields -> {
              String section = fields.get("section", scalars()::word).orElse("");
              if (!fields.has("document")) {
                problems.at(node, "a citation without a document", "");
              }
              return fields
                  .get("document", scalars()::word)
                  .map(document -> new Citation(document, section));
            });
  }

  private Scalars scalars() {
    return new Scalars(problems);
  }

  private ExpectationReader expectations() {
    return new ExpectationReader(problems);
  }
}
