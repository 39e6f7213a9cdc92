package io.github.prosodyprobe.policy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.option.ConfigurationOption;
import io.github.prosodyprobe.option.ModuleScope;
import io.github.prosodyprobe.option.OptionCatalogue;
import io.github.prosodyprobe.option.OptionType;
import io.github.prosodyprobe.option.OptionValue;
import io.github.prosodyprobe.option.Part;
import io.github.prosodyprobe.option.ProsodyModule;
import io.github.prosodyprobe.option.Reading;
import io.github.prosodyprobe.option.Scope;
import io.github.prosodyprobe.policy.PolicyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptionCatalogueReaderTest {

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake("§", "the file is empty", ""),
        new Mistake("§- x", "a mapping is wanted here", ""),
        new Mistake("series: §13", "a text is wanted here, not '13'", "quotes"),
        new Mistake("series: §trixie", "'trixie' is not a series", "\"13\""),
        new Mistake("§reader: []", "unknown key 'reader'", "mean readers?"),
        new Mistake("series: '13'\n§series: '13'", "'series' stands here twice", ""),
        new Mistake("readers:\n- §{ part: core }", "a reader without a name", ""),
        new Mistake("readers:\n- §{ name: mod_x }", "a reader without a part", ""),
        reader("name: §bosh, part: core", "'bosh' is not a reader", "mod_NAME"),
        reader("name: mod_x, part: §cor", "unknown part 'cor'", "mean core?"),
        reader("name: mod_x, part: core, scope: §world", "unknown scope 'world'", "shared"),
        reader("name: mod_x, part: core, needs: [§http]", "'http' is not a module", "mod_NAME"),
        reader("name: mod_x, part: core, series: §[]", "the list is empty", ""),
        reader("name: mod_x, part: core, options: §[]", "a mapping is wanted here, from op", ""),
        reader("name: mod_x, part: core, options: §{}", "there is no option here", "leave"),
        reader(
            "name: mod_x, part: core, options: { §a b: { type: any } }",
            "'a b' is not the name of a option",
            ""),
        reader(
            "name: mod_x, part: core, options: { a: { type: any }, §a: { type: any } }",
            "'a' stands here twice",
            "join"),
        option("§{ default: 1 }", "an option without a type", "type: any"),
        option("{ type: §bool }", "unknown type 'bool'", ""),
        option("{ type: §booleen }", "unknown type 'booleen'", "mean boolean?"),
        option("{ type: any, §defualt: 1 }", "unknown key 'defualt'", "mean default?"),
        option("§{ type: any, default: 1, computed: x }", "known and worked out", "one of"),
        option("{ type: any, default: §{ a: b } }", "a text, a number, true or false", ""),
        option("{ type: any, default: §null }", "a text is wanted here, not nothing", ""),
        option("{ type: any, default: §.inf }", "not a number that can be compared", ""),
        option("{ type: any, values: §x }", "a list is wanted", "[ ]"),
        option("{ type: any, least: §x }", "a whole number is wanted", ""),
        option("§{ type: any, least: 2, most: 1 }", "'least' is greater than 'most'", "swap"),
        option("{ type: any, scope: §here }", "unknown scope 'here'", "host, global"),
        remark("{ live: [§sasl.mecanisms] }", "unknown fact 'sasl.mecanisms'", "sasl.mechanisms?"),
        remark("{ secret: §yes }", "true or false is wanted", ""),
        remark("{ keys: { a: §strung } }", "unknown type 'strung'", "mean string?"),
        remark("{ §scope: host }", "unknown key 'scope'", ""),
        new Mistake("modules: { §bosh: { obsolete: x } }", "'bosh' is not the name of a m", ""),
        new Mistake("modules: { mod_x: §{} }", "there is no key here", ""));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongAndWhereAndWhatToWrite(Mistake mistake) {
    mistake.assertTold(text -> assertThrows(PolicyException.class, () -> read(text)).problems());
  }

  @Test
  void readsEverythingThatAnEntryCanSay() throws PolicyException {
    OptionCatalogue catalogue =
        read(
            """
            series: "13"
            readers:
            - name: mod_x
              part: community
              scope: shared
              automatic: true
              inherited: true
              needs: [mod_y]
              options:
                a: { type: [enum, string], default: b, values: [b, 1, 0.5, true], least: 1,
                     most: 2.5, scope: global }
                c: { type: array, default: [d, ""] }
                e: { type: any, computed: module.host }
            """,
            """
            options:
              a: { instead: f, note: g, live: [sasl.mechanisms], secret: true }
              e: { type: map, keys: { k: path } }
            modules:
              mod_x: { obsolete: h, live: [sasl.mechanisms] }
            """);
    Reading reading =
        new Reading(
            "mod_x",
            Part.COMMUNITY,
            Set.of(OptionType.ENUM, OptionType.STRING),
            Optional.of(new OptionValue.Text("b")),
            List.of(
                new OptionValue.Text("b"),
                new OptionValue.Number(1),
                new OptionValue.Number(0.5),
                new OptionValue.Flag(true)),
            Optional.of(1.0),
            Optional.of(2.5),
            Scope.GLOBAL);
    assertEquals(
        new ConfigurationOption(
            "a",
            List.of(reading),
            Optional.of("f"),
            "g",
            Map.of(),
            List.of(SaslFacts.MECHANISMS_AFTER_TLS),
            true),
        catalogue.option("a", "13").orElseThrow());
    assertEquals(
        Optional.of(
            new OptionValue.Items(List.of(new OptionValue.Text("d"), new OptionValue.Text("")))),
        catalogue.option("c", "13").orElseThrow().readings().getFirst().standard());
    ConfigurationOption table = catalogue.option("e", "13").orElseThrow();
    assertEquals(Map.of("k", OptionType.PATH), table.keys());
    assertEquals(Set.of(OptionType.MAP), table.readings().getFirst().types());
    assertEquals(
        Optional.of(new OptionValue.Computed("module.host")),
        table.readings().getFirst().standard());
    assertEquals(
        new ProsodyModule(
            "mod_x",
            Part.COMMUNITY,
            ModuleScope.SHARED,
            true,
            true,
            Set.of("mod_y"),
            Optional.of("h"),
            List.of(SaslFacts.MECHANISMS_AFTER_TLS)),
        catalogue.module("x", "13").orElseThrow());
  }

  @Test
  void addsReadersToTheSeriesThatTheyName() throws PolicyException {
    OptionCatalogue catalogue =
        read(
            "series: '0.12'",
            "series: '13'",
            """
            readers:
            - { name: mod_x, part: core, series: ["13"], options: { a: { type: any } } }
            - { name: mod_y, part: core, options: { a: { type: any }, "*_b": { type: any } } }
            """);
    assertEquals(List.of("13"), catalogue.seriesWithModule("mod_x"));
    assertEquals(List.of("0.12", "13"), catalogue.seriesWithModule("mod_y"));
    assertEquals(List.of("mod_x", "mod_y"), catalogue.readers("a"));
    assertEquals("*_b", catalogue.option("a_b", "0.12").orElseThrow().name());
    assertTrue(catalogue.option("_b", "0.12").isEmpty());
  }

  @Test
  void aReaderReadsAnOptionOnceInAllFiles() {
    String twice =
        "series: '13'\nreaders: [ { name: mod_x, part: core, options: { a: { type: any } } } ]";
    PolicyException refusal =
        assertThrows(PolicyException.class, () -> read(twice, twice.replace("series: '13'\n", "")));
    assertEquals(
        "options-1.yaml:1:12: mod_x reads a in 13 is said already, at options-0.yaml:2:12",
        refusal.getMessage());
  }

  private static OptionCatalogue read(String... texts) throws PolicyException {
    List<SourceText> sources =
        Stream.iterate(0, place -> place < texts.length, place -> place + 1)
            .map(place -> new SourceText("options-" + place + ".yaml", texts[place]))
            .toList();
    return OptionCatalogueReader.read(sources);
  }

  private static Mistake reader(String fields, String message, String suggestion) {
    return new Mistake("readers:\n- { " + fields + " }", message, suggestion);
  }

  private static Mistake option(String fields, String message, String suggestion) {
    return reader("name: mod_x, part: core, options: { a: " + fields + " }", message, suggestion);
  }

  private static Mistake remark(String fields, String message, String suggestion) {
    return new Mistake("options: { a: " + fields + " }", message, suggestion);
  }
}
