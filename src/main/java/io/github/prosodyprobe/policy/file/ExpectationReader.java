package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.Expectation;
import io.github.prosodyprobe.policy.When;
import io.github.prosodyprobe.policy.match.Matcher;
import io.github.prosodyprobe.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code expect} and {@code when}: facts, all of which must hold, and beside them one level
 * of {@code all-of}, {@code any-of} and {@code not}.
 */
record ExpectationReader(Problems problems) {

  static final String ALL_OF = "all-of";
  static final String ANY_OF = "any-of";
  static final String NOT = "not";
  static final String VANTAGE = "vantage";

  private static final List<String> FACTS = FactRegistry.all().stream().map(Fact::name).toList();
  private static final List<String> GROUPS = List.of(ALL_OF, ANY_OF, NOT);
  private static final List<String> FACTS_AND_GROUPS =
      Stream.concat(FACTS.stream(), GROUPS.stream()).toList();
  private static final List<String> FACTS_GROUPS_AND_VANTAGE =
      Stream.concat(FACTS_AND_GROUPS.stream(), Stream.of(VANTAGE)).toList();

  Optional<Expectation> expectation(Node node) {
    return Fields.of(node, "fact", FACTS_AND_GROUPS, problems).flatMap(this::all);
  }

  Optional<When> when(Node node) {
    return Fields.of(node, "fact", FACTS_GROUPS_AND_VANTAGE, problems)
        .map(fields -> new When(fields.get(VANTAGE, this::vantage), all(fields)));
  }

  private Optional<Vantage> vantage(Node node) {
    Optional<String> word = new Scalars(problems).word(node);
    Optional<Vantage> vantage = word.flatMap(Vantage::of);
    if (word.isPresent() && vantage.isEmpty()) {
      List<String> words = Arrays.stream(Vantage.values()).map(Vantage::word).toList();
      problems.at(
          node, "unknown vantage " + Spelling.quoted(word.get()), Spelling.hint(word.get(), words));
    }
    return vantage;
  }

  private Optional<Expectation> all(Fields fields) {
    List<Expectation> parts = new ArrayList<>();
    fields
        .all()
        .forEach(
            (name, field) -> {
              switch (name) {
                case ALL_OF -> group(field.value(), Expectation.AllOf::new).ifPresent(parts::add);
                case ANY_OF -> group(field.value(), Expectation.AnyOf::new).ifPresent(parts::add);
                case NOT -> facts(field.value()).map(Expectation.Not::new).ifPresent(parts::add);
                case VANTAGE -> {}
                default -> compare(name, field.value()).ifPresent(parts::add);
              }
            });
    return joined(parts);
  }

  private Optional<Expectation> group(Node node, Group group) {
    List<Expectation> members = new Scalars(problems).list(node, this::facts);
    return members.isEmpty() ? Optional.empty() : Optional.of(group.of(members));
  }

  /** A group of expectations. */
  private interface Group {
    Expectation of(List<Expectation> members);
  }

  private Optional<Expectation> facts(Node node) {
    return Fields.of(node, "fact", FACTS_AND_GROUPS, problems)
        .filter(this::isFlat)
        .flatMap(this::all);
  }

  private boolean isFlat(Fields fields) {
    for (String group : GROUPS) {
      Fields.Field nested = fields.all().get(group);
      if (nested != null) {
        problems.at(
            nested.key(),
            "there is only one level of groups",
            "split the check, or ask for a fact that says it in one");
        return false;
      }
    }
    return true;
  }

  private Optional<Expectation> compare(String name, Node node) {
    Fact<?> fact = FactRegistry.find(name).orElseThrow();
    List<Matcher> matchers = new MatcherReader(fact, problems).read(node);
    return matchers.isEmpty()
        ? Optional.empty()
        : Optional.of(new Expectation.Compare(fact, matchers));
  }

  private static Optional<Expectation> joined(List<Expectation> parts) {
    return switch (parts.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(parts.getFirst());
      default -> Optional.of(new Expectation.AllOf(parts));
    };
  }
}
