package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.Policy;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the two kinds of file: a list of checks, and a policy. */
record PolicyFileReader(Problems problems) {

  private static final List<String> TOP = List.of("policy", "checks");
  private static final List<String> HEAD =
      List.of("name", "version", "extends", "description", "changelog");

  /** A file that is a list of definitions. */
  static List<CheckEntry> checks(SourceText source, Problems problems) {
    CheckReader reader = new CheckReader(problems);
    return YamlText.root(source, problems).map(reader::entries).orElse(List.of());
  }

  /** A file with {@code policy:} and {@code checks:}; empty where these cannot be read. */
  static Optional<PolicyFile> policy(SourceText source, Problems problems) {
    return YamlText.root(source, problems).flatMap(new PolicyFileReader(problems)::policy);
  }

  private Optional<PolicyFile> policy(Node root) {
    return Fields.of(root, "key", TOP, problems).flatMap(this::policy);
  }

  private Optional<PolicyFile> policy(Fields top) {
    List<CheckEntry> entries =
        top.get("checks", node -> Optional.of(new CheckReader(problems).entries(node)))
            .orElse(List.of());
    if (!top.has("policy")) {
      problems.at(
          top.node(), "a policy without its head", "begin with 'policy: { name: …, version: 1 }'");
      return Optional.empty();
    }
    return top.get("policy", node -> Fields.of(node, "key", HEAD, problems))
        .flatMap(head -> policy(head, top, entries));
  }

  private Optional<PolicyFile> policy(Fields head, Fields top, List<CheckEntry> entries) {
    for (String key : List.of("name", "version")) {
      if (!head.has(key)) {
        problems.at(head.node(), "the policy has no " + key, "");
      }
    }
    if (!top.has("checks") && !head.has("extends")) {
      problems.at(
          top.node(), "a policy without checks", "list some under 'checks:', or extend one");
    }
    Optional<String> name = head.get("name", scalars()::policyName);
    Optional<Integer> version = head.get("version", this::version);
    Optional<PolicyFile.Extended> extended = head.get("extends", this::extended);
    String description = head.get("description", scalars()::prose).orElse("");
    List<Policy.Change> changelog =
        head.get("changelog", node -> Optional.of(scalars().list(node, this::change)))
            .orElse(List.of());
    return name.flatMap(
        it ->
            version.map(
                number -> new PolicyFile(it, number, extended, description, changelog, entries)));
  }

  private Optional<Integer> version(Node node) {
    Optional<Long> number = scalars().integer(node);
    if (number.isPresent() && (number.get() < 1 || number.get() > 1_000_000)) {
      problems.at(node, "versions are counted from 1", "");
      return Optional.empty();
    }
    return number.map(Long::intValue);
  }

  private Optional<PolicyFile.Extended> extended(Node node) {
    return scalars()
        .word(node)
        .map(reference -> new PolicyFile.Extended(reference, problems.location(node)));
  }

  private Optional<Policy.Change> change(Node node) {
    return Fields.of(node, "key", List.of("version", "change"), problems)
        .flatMap(
            fields -> {
              Optional<Integer> version = fields.get("version", this::version);
              Optional<String> text = fields.get("change", scalars()::prose);
              if (!fields.has("version") || !fields.has("change")) {
                problems.at(node, "an entry of the changelog has 'version' and 'change'", "");
              }
              return version.flatMap(it -> text.map(change -> new Policy.Change(it, change)));
            });
  }

  private Scalars scalars() {
    return new Scalars(problems);
  }
}
