package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactType;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.policy.match.AtLeast;
import io.github.prosodyprobe.policy.match.AtLeastFromNow;
import io.github.prosodyprobe.policy.match.AtMost;
import io.github.prosodyprobe.policy.match.Between;
import io.github.prosodyprobe.policy.match.Covers;
import io.github.prosodyprobe.policy.match.Empty;
import io.github.prosodyprobe.policy.match.Equals;
import io.github.prosodyprobe.policy.match.Excludes;
import io.github.prosodyprobe.policy.match.Includes;
import io.github.prosodyprobe.policy.match.Is;
import io.github.prosodyprobe.policy.match.IsNot;
import io.github.prosodyprobe.policy.match.Matcher;
import io.github.prosodyprobe.policy.match.MatcherWord;
import io.github.prosodyprobe.policy.match.Matches;
import io.github.prosodyprobe.policy.match.NoneOf;
import io.github.prosodyprobe.policy.match.OneOf;
import io.github.prosodyprobe.policy.match.Only;
import io.github.prosodyprobe.policy.match.Present;
import io.github.prosodyprobe.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what is expected of one fact: a mapping from matcher words to their arguments. */
record MatcherReader(Fact<?> fact, Problems problems) {

  private static final List<String> WORDS =
      Arrays.stream(MatcherWord.values()).map(MatcherWord::word).toList();

  /** The matchers that can be read; with none, at least one problem was added. */
  List<Matcher> read(Node node) {
    List<Matcher> matchers = new ArrayList<>();
    Fields.of(node, "matcher", WORDS, problems)
        .ifPresent(
            fields ->
                fields
                    .all()
                    .forEach((word, field) -> matcher(word, field).ifPresent(matchers::add)));
    return matchers;
  }

  private Optional<Matcher> matcher(String spelt, Fields.Field field) {
    MatcherWord word = MatcherWord.of(spelt).orElseThrow();
    if (!word.fits(fact.type())) {
      problems.at(
          field.key(),
          Spelling.quoted(spelt) + " does not fit " + fact + ", which is " + words(fact.type()),
          "write one of " + String.join(", ", MatcherWord.fitting(fact.type())));
      return Optional.empty();
    }
    ArgumentReader argument = new ArgumentReader(fact, problems);
    Node value = field.value();
    return switch (word) {
      case IS -> argument.value(value).map(Is::new);
      case IS_NOT -> argument.value(value).map(IsNot::new);
      case ONE_OF -> argument.values(value).map(OneOf::new);
      case NONE_OF -> argument.values(value).map(NoneOf::new);
      case AT_LEAST -> argument.lowest(value).map(AtLeast::new);
      case AT_MOST -> argument.number(value).map(AtMost::new);
      case BETWEEN -> argument.range(value).map(ends -> new Between(ends.low(), ends.high()));
      case ONLY -> argument.texts(value).filter(set -> narrows(value, set)).map(Only::new);
      case INCLUDES -> argument.texts(value).map(Includes::new);
      case EXCLUDES -> argument.texts(value).map(Excludes::new);
      case EQUALS -> argument.texts(value).map(Equals::new);
      case EMPTY -> argument.yesOrNo(value).map(Empty::new);
      case MATCHES -> argument.pattern(value).map(Matches::new);
      case PRESENT -> argument.yes(value).map(_ -> new Present());
      case AT_LEAST_FROM_NOW -> argument.duration(value).map(AtLeastFromNow::new);
      case COVERS -> argument.texts(value).map(Covers::new);
    };
  }

  /** A list of everything that there can be forbids nothing. */
  private boolean narrows(Node node, FactValue.TextSet allowed) {
    boolean everything =
        !fact.vocabulary().isEmpty() && allowed.values().size() == fact.vocabulary().size();
    if (everything) {
      problems.at(node, "these are all the values that " + fact + " can have", "leave some out");
    }
    return !everything;
  }

  private static String words(FactType type) {
    return switch (type) {
      case BOOLEAN -> "true or false";
      case INTEGER -> "a number";
      case TEXT -> "a text";
      case TEXT_SET -> "a set of texts";
      case TIME -> "a point in time";
    };
  }
}
