package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactType;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Unit;
import io.github.prosodyprobe.policy.match.Glob;
import io.github.prosodyprobe.text.Spelling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads what stands behind a matcher's word, as the fact's type and vocabulary demand it. */
record ArgumentReader(Fact<?> fact, Problems problems) {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd])");

  /**
   * The ends of a range.
   *
   * @param low the smaller number
   * @param high the greater number
   */
  record Range(long low, long high) {}

  /** One value of the fact's type. */
  Optional<FactValue> value(Node node) {
    return switch (fact.type()) {
      case BOOLEAN -> scalars().yesOrNo(node).map(FactValue::flag);
      case INTEGER -> number(node).map(FactValue::count);
      case TEXT, TEXT_SET -> member(node).map(FactValue::text);
      case TIME -> throw new IllegalArgumentException("no matcher takes a point in time");
    };
  }

  Optional<List<FactValue>> values(Node node) {
    List<FactValue> values = scalars().list(node, this::value);
    boolean everything = fact.type() == FactType.TEXT && values.size() == fact.vocabulary().size();
    if (everything && !values.isEmpty()) {
      problems.at(node, "these are all the values that " + fact + " can have", "leave some out");
    }
    return Optional.of(values).filter(read -> !read.isEmpty());
  }

  Optional<FactValue.TextSet> texts(Node node) {
    List<String> members = scalars().list(node, this::member);
    return Optional.of(members).filter(read -> !read.isEmpty()).map(FactValue::texts);
  }

  /** A whole number, and for facts in seconds also a duration. */
  Optional<Long> number(Node node) {
    if (fact.unit() == Unit.SECONDS && isText(node)) {
      return duration(node).map(Duration::toSeconds);
    }
    return scalars().integer(node);
  }

  /** A lower bound that some observed number can miss. */
  Optional<Long> lowest(Node node) {
    Optional<Long> bound = number(node);
    if (bound.isPresent() && bound.get() <= 0) {
      problems.at(node, "every number that can be observed is as great as that", "");
      return Optional.empty();
    }
    return bound;
  }

  Optional<Range> range(Node node) {
    List<Long> ends = scalars().list(node, this::number);
    if (ends.size() == 2 && ends.getFirst() < ends.getLast()) {
      return Optional.of(new Range(ends.getFirst(), ends.getLast()));
    }
    problems.at(node, "two numbers are wanted here, the smaller first", "write [1, 10]");
    return Optional.empty();
  }

  Optional<Boolean> yesOrNo(Node node) {
    return scalars().yesOrNo(node);
  }

  Optional<Boolean> yes(Node node) {
    Optional<Boolean> flag = scalars().yesOrNo(node);
    if (flag.isPresent() && !flag.get()) {
      problems.at(node, "'present' knows only true", "for an empty set write 'empty: true'");
      return Optional.empty();
    }
    return flag;
  }

  Optional<Glob> pattern(Node node) {
    Optional<Glob> glob = scalars().word(node).map(Glob::new);
    if (glob.isPresent() && glob.get().matchesEverything()) {
      problems.at(node, "every text fits this pattern", "write 'present: true'");
      return Optional.empty();
    }
    return glob;
  }

  Optional<Duration> duration(Node node) {
    String written = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    Matcher matcher = DURATION.matcher(written);
    if (!matcher.matches()) {
      problems.at(
          node,
          "not a duration",
          "write a whole number of at most six digits and one of s, m, h, d, such as 14d");
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  /** A text that the fact can have, or can have among others. */
  private Optional<String> member(Node node) {
    Optional<String> word = scalars().word(node);
    if (word.isEmpty() || fact.vocabulary().isEmpty() || fact.vocabulary().contains(word.get())) {
      return word;
    }
    problems.at(
        node,
        Spelling.quoted(word.get()) + " is not among the values of " + fact,
        Spelling.hint(word.get(), fact.vocabulary()));
    return Optional.empty();
  }

  private static boolean isText(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR);
  }

  private Scalars scalars() {
    return new Scalars(problems);
  }
}
