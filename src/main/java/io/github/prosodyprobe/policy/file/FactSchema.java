package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactType;
import io.github.prosodyprobe.fact.Unit;
import io.github.prosodyprobe.policy.match.MatcherWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says in JSON Schema what a policy can expect of one fact: the matchers that fit it, no others.
 */
record FactSchema(Fact<?> fact) {

  private static final Map<String, Object> DURATION =
      Map.of("type", "string", "pattern", "^[0-9]{1,6}[smhd]$");

  Map<String, Object> schema() {
    Map<String, Object> matchers = new LinkedHashMap<>();
    for (MatcherWord word : MatcherWord.values()) {
      if (word.fits(fact.type())) {
        Map<String, Object> matcher = new LinkedHashMap<>();
        matcher.put("description", word.meaning());
        matcher.putAll(argument(word.argument()));
        matchers.put(word.word(), matcher);
      }
    }
    return PolicySchema.object(fact.description() + " (" + fact.source() + ")", matchers);
  }

  private Map<String, Object> argument(MatcherWord.Argument argument) {
    return switch (argument) {
      case VALUE -> value();
      case VALUES, TEXTS -> PolicySchema.list(value());
      case NUMBER -> number();
      case RANGE -> Map.of("type", "array", "items", number(), "minItems", 2, "maxItems", 2);
      case YES_OR_NO -> Map.of("type", "boolean");
      case YES -> Map.of("type", "boolean", "enum", List.of(true));
      case PATTERN -> Map.of("type", "string", "minLength", 1);
      case DURATION -> DURATION;
    };
  }

  private Map<String, Object> value() {
    if (fact.type() == FactType.BOOLEAN) {
      return Map.of("type", "boolean");
    }
    if (fact.type() == FactType.INTEGER) {
      return number();
    }
    return fact.vocabulary().isEmpty()
        ? Map.of("type", "string", "minLength", 1)
        : Map.of("type", "string", "enum", fact.vocabulary());
  }

  private Map<String, Object> number() {
    Map<String, Object> integer = Map.of("type", "integer");
    return fact.unit() == Unit.SECONDS ? Map.of("anyOf", List.of(integer, DURATION)) : integer;
  }
}
