package io.github.prosodyprobe.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.prosodyprobe.fact.FactType;
import io.github.prosodyprobe.fact.FactValue;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatchersTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final FactValue.TextSet NONE = FactValue.texts();

  private static final Map<FactType, FactValue> ONE_OF_EACH_TYPE =
      Map.of(
          FactType.BOOLEAN, FactValue.flag(true),
          FactType.INTEGER, FactValue.count(5),
          FactType.TEXT, FactValue.text("a"),
          FactType.TEXT_SET, FactValue.texts("a"),
          FactType.TIME, FactValue.moment(NOW));

  /** A matcher with a value on each side of its border. */
  record Row(String words, Matcher matcher, FactValue accepted, FactValue refused) {}

  static Stream<Row> table() {
    return Stream.of(
        row("is yes", new Is(FactValue.flag(true)), flag(true), flag(false)),
        row("is 5", new Is(count(5)), count(5), count(6)),
        row("is a", new Is(text("a")), text("a"), text("A")),
        row("is not 5", new IsNot(count(5)), count(6), count(5)),
        row("is not a", new IsNot(text("a")), text(""), text("a")),
        row("one of 1, 2", new OneOf(List.of(count(1), count(2))), count(2), count(3)),
        row("one of a, b", new OneOf(List.of(text("a"), text("b"))), text("a"), text("c")),
        row("none of 1, 2", new NoneOf(List.of(count(1), count(2))), count(3), count(1)),
        row("none of a, b", new NoneOf(List.of(text("a"), text("b"))), text("c"), text("b")),
        row("at least 2048", new AtLeast(2048), count(2048), count(2047)),
        row("at most 10", new AtMost(10), count(10), count(11)),
        row("between 3 and 5", new Between(3, 5), count(3), count(2)),
        row("between 3 and 5", new Between(3, 5), count(5), count(6)),
        row("only a, b", new Only(set("a", "b")), set("b"), set("b", "c")),
        row("only a", new Only(set("a")), NONE, set("c")),
        row("includes a, b", new Includes(set("a", "b")), set("c", "b", "a"), set("a")),
        row("includes a", new Includes(set("a")), set("a"), NONE),
        row("excludes a, b", new Excludes(set("a", "b")), set("c"), set("b", "c")),
        row("excludes a", new Excludes(set("a")), NONE, set("a")),
        row("exactly a, b", new Equals(set("b", "a")), set("a", "b"), set("a")),
        row("exactly a", new Equals(set("a")), set("a"), set("a", "b")),
        row("empty", new Empty(true), NONE, set("a")),
        row("not empty", new Empty(false), set("a"), NONE),
        row("present", new Present(), text("a"), text("")),
        row("present", new Present(), set("a"), NONE),
        row("matches *CN=R1?*", matches("*CN=R1?*"), text("CN=R10, O=LE"), text("CN=R1")),
        row("matches a*b*c", matches("a*b*c"), text("a-b-b-c"), text("a-b-c-")),
        row("at least 14 days from now", fromNow("P14D"), in("P14D"), in("P13DT23H59M59S")),
        row("at least 36 hours from now", fromNow("PT36H"), in("P2D"), in("PT1H")),
        row("not in the past", fromNow("PT0S"), in("PT0S"), in("-PT1S")),
        row("covers dns:A.b.c", covers("dns:A.b.c"), set("dns:*.B.c"), set("dns:*.c")),
        row("covers dns:b.c", covers("dns:b.c"), set("dns:b.c"), set("dns:*.b.c")),
        row("covers srv:_x.b.c", covers("srv:_x.b.c"), set("srv:_x.b.c"), set("srv:*.b.c")),
        row(
            "covers dns:x.b, dns:y.b",
            covers("dns:x.b", "dns:y.b"),
            set("dns:*.b"),
            set("dns:x.b")));
  }

  @ParameterizedTest
  @MethodSource("table")
  void acceptsAndRefusesAsItsWordsSay(Row row) {
    assertEquals(row.words(), row.matcher().describe());
    assertEquals(true, row.matcher().accepts(row.accepted(), NOW), "accepts");
    assertEquals(false, row.matcher().accepts(row.refused(), NOW), "refuses");
  }

  @ParameterizedTest
  @MethodSource("table")
  void takesADifferenceOfTypeForABugAndNotForADifference(Row row) {
    for (Map.Entry<FactType, FactValue> each : ONE_OF_EACH_TYPE.entrySet()) {
      if (!row.matcher().fits(each.getKey())) {
        assertThrows(
            IllegalArgumentException.class, () -> row.matcher().accepts(each.getValue(), NOW));
      }
    }
  }

  @Test
  void theTableHasEveryMatcherWithEveryTypeThatItFits() {
    Set<String> expected =
        Stream.of(MatcherWord.values())
            .flatMap(word -> word.types().stream().map(type -> word.word() + " " + type))
            .collect(Collectors.toSet());
    Set<String> tested =
        table()
            .map(row -> row.matcher().word().word() + " " + type(row.accepted()))
            .collect(Collectors.toSet());
    assertEquals(expected, tested);
    assertEquals(16, EnumSet.allOf(MatcherWord.class).size());
  }

  @Test
  void aPatternCannotBeKeptBusy() {
    Glob worst = new Glob("*a".repeat(100) + "b");
    assertEquals(false, worst.matches("a".repeat(65_536)));
  }

  private static FactType type(FactValue value) {
    return switch (value) {
      case FactValue.Flag _ -> FactType.BOOLEAN;
      case FactValue.Count _ -> FactType.INTEGER;
      case FactValue.Text _ -> FactType.TEXT;
      case FactValue.TextSet _ -> FactType.TEXT_SET;
      case FactValue.Moment _ -> FactType.TIME;
    };
  }

  private static Row row(String words, Matcher matcher, FactValue accepted, FactValue refused) {
    return new Row(words, matcher, accepted, refused);
  }

  private static FactValue flag(boolean value) {
    return FactValue.flag(value);
  }

  private static FactValue count(long value) {
    return FactValue.count(value);
  }

  private static FactValue text(String value) {
    return FactValue.text(value);
  }

  private static FactValue.TextSet set(String... values) {
    return FactValue.texts(values);
  }

  private static Matcher matches(String pattern) {
    return new Matches(new Glob(pattern));
  }

  private static Matcher covers(String... names) {
    return new Covers(set(names));
  }

  private static Matcher fromNow(String duration) {
    return new AtLeastFromNow(Duration.parse(duration));
  }

  private static FactValue in(String duration) {
    return FactValue.moment(NOW.plus(Duration.parse(duration)));
  }
}
