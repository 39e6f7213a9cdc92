package io.github.prosodyprobe.policy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class WaiverSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(JSON.<JsonNode>valueToTree(WaiverSchema.document()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "waivers: []                                                     | true",
        "waivers: [{check: a, reason: r, owner: o, expires: 2027-01-31}] | true",
        "waivers: [{check: a, reason: r, owner: o, permanent: true}]     | true",
        "waivers: [{check: a, reason: r, owner: o}]                      | false",
        "waivers: [{check: a, reason: r, expires: 2027-01-31}]           | false",
        "waivers: [{check: a, reason: r, owner: o, expires: 2027/01/31}] | false",
        "waivers: [{check: a, reason: r, owner: o, until: 2027-01-31}]   | false",
        "waiver: []                                                      | false",
      })
  void acceptsWhatTheReaderAccepts(String text, boolean accepted) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    JsonNode read = JSON.valueToTree(new Load(settings).loadFromString(text));
    assertEquals(accepted, SCHEMA.validate(read).isEmpty(), text);
  }
}
