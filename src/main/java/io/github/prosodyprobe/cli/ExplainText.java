package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Unit;
import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Citation;
import io.github.prosodyprobe.text.Untrusted;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Writes what a check or a fact is about. */
final class ExplainText {

  private static final String INDENT = "    ";

  private final StringBuilder text = new StringBuilder();

  private ExplainText() {}

  static String of(Check check) {
    ExplainText explained = new ExplainText();
    explained.text.append(check.id()).append('\n');
    Paragraph.append(explained.text, "", check.title());
    explained.section("Severity", check.severity().word());
    explained.section("On", words(check.listeners()));
    explained.section("Expected", check.expectation().describe());
    explained.section("Why", check.why());
    explained.section("How it is probed", check.probed());
    check.fix().forEach((software, lines) -> explained.verbatim("Fix for " + software, lines));
    explained.section(
        "Facts", check.facts().map(Fact::name).distinct().collect(Collectors.joining(", ")));
    explained.section(
        "Source", check.citations().stream().map(Citation::toString).collect(joined()));
    explained.section("Tags", String.join(", ", check.tags()));
    return explained.text.toString();
  }

  static String of(Fact<?> fact, List<Check> checks) {
    ExplainText explained = new ExplainText();
    explained.text.append(fact.name()).append('\n');
    Paragraph.append(explained.text, "", fact.description());
    String unit = fact.unit() == Unit.NONE ? "" : " in " + lower(fact.unit());
    explained.section("Type", lower(fact.type()) + unit);
    explained.section("Words", String.join(", ", fact.vocabulary()));
    explained.section("Source", fact.source());
    explained.section("Lasting", lower(fact.lasting()));
    explained.section("Checks", checks.stream().map(Check::id).collect(joined()));
    return explained.text.toString();
  }

  static String words(Collection<Listener> listeners) {
    return listeners.stream().sorted().map(Listener::word).collect(joined());
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void section(String title, String words) {
    if (!words.isBlank()) {
      text.append('\n').append(title).append('\n');
      Paragraph.append(text, INDENT, words);
    }
  }

  private void verbatim(String title, String lines) {
    text.append('\n').append(title).append('\n');
    lines.lines().forEach(line -> text.append(INDENT).append(Untrusted.of(line)).append('\n'));
  }
}
