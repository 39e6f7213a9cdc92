package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Lets Compose itself read the example; no engine has to run for it. */
class ComposeIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theProbeWaitsForAHealthyServerAndMayDoLittle() throws Exception {
    JsonNode services = config("PROSODY_IMAGE=prosody:13").get("services");
    JsonNode probe = services.get("probe");
    assertAll(
        () -> assertEquals("prosody:13", services.at("/prosody/image").asString()),
        () ->
            assertEquals(
                "[\"CMD\",\"prosodyctl\",\"status\"]",
                services.at("/prosody/healthcheck/test").toString()),
        () -> assertEquals("service_healthy", probe.at("/depends_on/prosody/condition").asString()),
        () -> assertEquals("prosody-probe", probe.get("image").asString()),
        () -> assertEquals("true", probe.get("read_only").toString()),
        () -> assertEquals("[\"/tmp\"]", probe.get("tmpfs").toString()),
        () -> assertEquals("[\"ALL\"]", probe.get("cap_drop").toString()),
        () -> assertEquals("[\"no-new-privileges:true\"]", probe.get("security_opt").toString()),
        () -> assertEquals("no", probe.get("restart").asString()));
  }

  @Test
  void theProgramUnderstandsTheCommandAsComposePassesIt() throws Exception {
    List<String> command = new ArrayList<>();
    config("PROSODY_IMAGE=prosody:13")
        .at("/services/probe/command")
        .forEach(word -> command.add(word.asString()));
    command.addAll(List.of("--plan", "--resolver=127.0.0.1:9"));
    Ended plan = Program.probe(command.toArray(String[]::new));
    assertTrue(plan.exitCode() != 2, plan.errors());
    assertTrue(plan.output().contains("example.org"), plan.output());
  }

  @Test
  void withoutAServersImageItSaysWhichOneIsMeant() throws Exception {
    Ended ended = compose("PROSODY_IMAGE=").expect(1);
    assertTrue(ended.errors().contains("the image that your server runs from"), ended.errors());
  }

  private static JsonNode config(String variable) throws IOException, InterruptedException {
    Load load = new Load(LoadSettings.builder().build());
    return JSON.valueToTree(load.loadFromString(compose(variable).expect(0).output()));
  }

  private static Ended compose(String variable) throws IOException, InterruptedException {
    return Program.run(
        Program.PROJECT.resolve("src/main/dist/compose"),
        List.of("env", variable, "docker-compose", "--file", "compose.yaml", "config"));
  }
}
