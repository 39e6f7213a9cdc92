package io.github.prosodyprobe.policy.file;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class TargetsReaderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(JSON.<JsonNode>valueToTree(TargetsSchema.document()));

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake("§- a.example", "a mapping is wanted here", ""),
        new Mistake("§defaults: { policy: x }", "there are no targets", "targets:"),
        new Mistake("targets: §[]", "the list is empty", ""),
        new Mistake("targets: §a.example", "a list is wanted here", ""),
        new Mistake("targets:\n- §policy: x", "the target has no domain", "domain:"),
        new Mistake("targets:\n- §bad", "no domain", ""),
        new Mistake("targets:\n- domain: a.example\n  §polcy: x", "unknown key 'polcy'", "policy?"),
        new Mistake(
            "targets:\n- domain: a.example\n  §domain: b.example", "stands here twice", "join"),
        new Mistake("targets: [a.example, §A.example]", "a target already, in line 1", "join"),
        new Mistake("targets:\n- domain: a.example\n  connect: { c2s: §bad }", "no place", ""),
        new Mistake(
            "targets:\n- domain: a.example\n  connect: { §c2d: h:1 }", "unknown listener", "c2s?"),
        new Mistake("targets:\n- domain: a.example\n  also: [§bad]", "no domain", ""),
        new Mistake("targets:\n- domain: a.example\n  only: §[]", "the list is empty", ""),
        new Mistake("targets:\n- domain: a.example\n  canary: §17", "a text is wanted", "quotes"),
        new Mistake("defaults: { §canary: x }\ntargets: [a.example]", "unknown key 'canary'", ""),
        new Mistake(
            "targets: [%s, §last.example]"
                .formatted(
                    IntStream.range(0, TargetsReader.MOST)
                        .mapToObj(number -> "t" + number)
                        .collect(Collectors.joining(", "))),
            "more than 1000 targets",
            "two files"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldWithItsPlace(Mistake mistake) {
    mistake.assertTold(TargetsReaderTest::problems);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertEquals(
        3, problems("targets:\n- bad\n- domain: a.example\n  also: bad\n  polcy: x").size());
  }

  @Test
  void aTargetsOwnWordGoesBeforeTheDefaults() throws PolicyException {
    List<TargetEntry> entries =
        read(
            """
            defaults: { policy: strict, only: [tls] }
            targets:
              - a.example
              - domain: b.example
                policy: lenient
                only: [sasl, dns]
                connect: { c2s: h:1, s2s: ["h:2", "h:3"] }
            """);
    assertAll(
        () -> assertEquals(Optional.of("a.example"), entries.getFirst().one(TargetKey.DOMAIN)),
        () -> assertEquals(Optional.of("strict"), entries.getFirst().one(TargetKey.POLICY)),
        () -> assertEquals(Optional.empty(), entries.getFirst().several(TargetKey.CONNECT)),
        () -> assertEquals(Optional.of("lenient"), entries.getLast().one(TargetKey.POLICY)),
        () ->
            assertEquals(
                Optional.of(List.of("sasl", "dns")), entries.getLast().several(TargetKey.ONLY)),
        () ->
            assertEquals(
                Optional.of(List.of("c2s=h:1", "s2s=h:2", "s2s=h:3")),
                entries.getLast().several(TargetKey.CONNECT)));
  }

  @Test
  void thePageShowsAFileThatTheReaderAndTheSchemaAccept() throws IOException, PolicyException {
    String page = Files.readString(Path.of("src/docs/targets-file.md"));
    String example = page.split("```yaml\n")[1].split("```")[0];
    assertAll(
        () -> assertEquals(3, read(example).size()),
        () -> assertEquals(List.of(), SCHEMA.validate(json(example))),
        () ->
            assertEquals(
                List.of(),
                Arrays.stream(TargetKey.values())
                    .filter(key -> !page.contains("`" + key.word() + "`"))
                    .toList(),
                "not on the page"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- a.example",
        "targets: []",
        "targets: [ { policy: x } ]",
        "targets: [ { domain: a.example, polcy: x } ]",
        "targets: [ { domain: a.example, vantage: outside } ]",
        "targets: [ { domain: a.example, connect: { c2d: h:1 } } ]",
        "defaults: { canary: x }\ntargets: [a.example]",
      })
  void theSchemaRefusesWhatTheReaderRefuses(String text) {
    assertFalse(SCHEMA.validate(json(text)).isEmpty());
    assertFalse(problems(text).isEmpty());
  }

  private static List<PolicyProblem> problems(String text) {
    return assertThrows(PolicyException.class, () -> read(text)).problems();
  }

  private static List<TargetEntry> read(String text) throws PolicyException {
    return TargetsReader.read(new SourceText("targets.yaml", text), TargetsReaderTest::complaint);
  }

  private static Optional<String> complaint(TargetKey key, String value) {
    return switch (key) {
      case DOMAIN, ALSO -> value.equals("bad") ? Optional.of("no domain") : Optional.empty();
      case CONNECT -> value.endsWith("=bad") ? Optional.of("no place") : Optional.empty();
      case VANTAGE -> value.equals("outside") ? Optional.of("no place") : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static JsonNode json(String yaml) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return JSON.valueToTree(new Load(settings).loadFromString(yaml));
  }
}
