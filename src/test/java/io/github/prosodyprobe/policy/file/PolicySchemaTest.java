package io.github.prosodyprobe.policy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.policy.BuiltIn;
import java.util.List;
import java.util.Map;
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

class PolicySchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(JSON.<JsonNode>valueToTree(PolicySchema.document()));

  static Stream<SourceText> builtInFiles() {
    return Stream.concat(BuiltIn.files("checks").stream(), BuiltIn.files("policies").stream());
  }

  @ParameterizedTest
  @MethodSource("builtInFiles")
  void acceptsWhatTheReaderAccepts(SourceText file) {
    assertEquals(List.of(), SCHEMA.validate(json(file.text())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expect: { tls.version: { only: [TLSv1.2] } }",
        "expect: { tls.versions: { only: [TLSv12] } }",
        "expect: { tls.versions: { only: [] } }",
        "expect: { tls.versions: { at-least: 2 } }",
        "expect: { tls.versions: {} }",
        "expect: {}",
        "expect: { tls.alpn: { is: 1.2 } }",
        "expect: { certificate.not-after: { at-least-from-now: 14 } }",
        "expect: { any-of: [ { any-of: [ { tls.compression: { is: true } } ] } ] }",
        "severity: high",
        "off: false",
        "titel: x",
      })
  void refusesWhatTheReaderRefuses(String key) {
    String policy = "policy: { name: x, version: 1 }\nchecks: [ { id: tls-versions, %s } ]\n";
    assertFalse(SCHEMA.validate(json(policy.formatted(key))).isEmpty());
    assertEquals(
        List.of(),
        SCHEMA.validate(json(policy.formatted("severity: warning"))),
        "the rest is sound");
  }

  @Test
  void offersForEachFactItsMatchersItsWordsAndItsMeaning() {
    JsonNode versions = definition("fact-tls.versions");
    assertEquals(
        List.of("covers", "empty", "equals", "excludes", "includes", "only", "present"),
        versions.get("properties").propertyNames().stream().toList());
    assertTrue(versions.get("description").asString().contains("RFC 9325"));
    assertEquals("TLSv1.3", versions.at("/properties/only/items/enum").get(5).asString());
    FactRegistry.all().forEach(fact -> definition("fact-" + fact.name()));
  }

  private static JsonNode definition(String name) {
    JsonNode definition = SCHEMA.getSchemaNode().at("/definitions").get(name);
    assertTrue(definition.isObject(), name);
    return definition;
  }

  private static JsonNode json(String yaml) {
    Object loaded =
        new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
    return JSON.valueToTree(loaded == null ? Map.of() : loaded);
  }
}
