package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.text.Spelling;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values and lists of them; what is not one becomes a problem and an empty result. */
record Scalars(Problems problems) {

  /** Long enough for every name that XMPP, TLS or X.509 has. */
  private static final int LONGEST_WORD = 200;

  private static final int LONGEST_PROSE = 4_000;
  private static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final Pattern IDS = Pattern.compile(ID);

  /** May end in a guideline's version; not in a file's ending, which would make it a path. */
  private static final Pattern POLICY_NAMES = Pattern.compile(ID + "(\\.[0-9]+)*");

  /** A text of one line that is meant literally: a value, a name. */
  Optional<String> word(Node node) {
    return text(node, LONGEST_WORD).filter(text -> isOneLine(node, text));
  }

  /** Sentences, or lines of configuration. */
  Optional<String> prose(Node node) {
    return text(node, LONGEST_PROSE).map(String::strip);
  }

  /** A name that others refer to. */
  Optional<String> id(Node node) {
    return name(node, IDS, "names have lower-case letters and digits, with single hyphens between");
  }

  /** The name of a policy: like an id, and it may end in a version such as {@code 5.8}. */
  Optional<String> policyName(Node node) {
    return name(
        node,
        POLICY_NAMES,
        "names have lower-case letters and digits, with single hyphens between, and may end in a"
            + " version such as 5.8");
  }

  private Optional<String> name(Node node, Pattern pattern, String hint) {
    Optional<String> word = word(node);
    if (word.isPresent() && !pattern.matcher(word.get()).matches()) {
      problems.at(node, Spelling.quoted(word.get()) + " is not a name", hint);
      return Optional.empty();
    }
    return word;
  }

  /**
   * A word of a closed list.
   *
   * @param what it names, for the complaint
   * @param meaning empty for a word that is not in the list
   */
  <T> Optional<T> known(
      Node node, String what, Collection<String> words, Function<String, Optional<T>> meaning) {
    Optional<String> word = word(node);
    Optional<T> value = word.flatMap(meaning);
    if (word.isPresent() && value.isEmpty()) {
      problems.at(
          node,
          "unknown " + what + " " + Spelling.quoted(word.get()),
          Spelling.hint(word.get(), words));
    }
    return value;
  }

  Optional<Long> integer(Node node) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
      try {
        return Optional.of(Long.parseLong(scalar.getValue()));
      } catch (NumberFormatException e) {
        problems.at(node, "not a whole decimal number below 2^63", "");
        return Optional.empty();
      }
    }
    problems.at(node, "a whole number is wanted here", "");
    return Optional.empty();
  }

  Optional<Boolean> yesOrNo(Node node) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(Boolean.parseBoolean(scalar.getValue()));
    }
    problems.at(node, "true or false is wanted here", "");
    return Optional.empty();
  }

  /** The members of a list that is neither empty nor repeats itself, those that can be read. */
  <T> List<T> list(Node node, Function<Node, Optional<T>> member) {
    Set<T> seen = new HashSet<>();
    return entries(
        node,
        item -> {
          Optional<T> read = member.apply(item);
          if (read.isPresent() && !seen.add(read.get())) {
            problems.at(item, "this stands in the list already", "");
          }
          return read;
        });
  }

  /** The members of a list that is not empty, those that can be read. */
  <T> List<T> entries(Node node, Function<Node, Optional<T>> member) {
    if (!(node instanceof SequenceNode sequence)) {
      problems.at(node, "a list is wanted here", "write [ ] around it");
      return List.of();
    }
    if (sequence.getValue().isEmpty()) {
      problems.at(node, "the list is empty, so it says nothing", "");
    }
    return sequence.getValue().stream().flatMap(item -> member.apply(item).stream()).toList();
  }

  private Optional<String> text(Node node, int longest) {
    if (!(node instanceof ScalarNode scalar)) {
      problems.at(node, "a text is wanted here", "");
      return Optional.empty();
    }
    String text = scalar.getValue();
    if (!scalar.getTag().equals(Tag.STR)) {
      String what = scalar.getTag().equals(Tag.NULL) ? "nothing" : Spelling.quoted(text);
      problems.at(node, "a text is wanted here, not " + what, "put it in quotes");
      return Optional.empty();
    }
    if (text.isBlank()) {
      problems.at(node, "the text is empty", "");
      return Optional.empty();
    }
    if (text.length() > longest) {
      problems.at(node, "the text is longer than " + longest + " characters", "");
      return Optional.empty();
    }
    if (text.codePoints().anyMatch(Scalars::steersTerminals)) {
      problems.at(node, "the text has control or invisible characters", "");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Titles and fixes are printed as they are, so nothing in them may do more than be seen. */
  private static boolean steersTerminals(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint != '\n';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private boolean isOneLine(Node node, String text) {
    if (text.indexOf('\n') >= 0) {
      problems.at(node, "the text has more than one line", "");
      return false;
    }
    return true;
  }
}
