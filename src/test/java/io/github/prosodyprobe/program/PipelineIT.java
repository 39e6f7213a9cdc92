package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Runs the scripts of the GitHub action and of the GitLab template, with an archive from here. */
@Timeout(300)
class PipelineIT {

  private static final Path DIST = Program.PROJECT.resolve("src/main/dist");
  private static final String ACTION = "github-action/action.yml";
  private static final String TEMPLATE = "gitlab/prosody-probe.gitlab-ci.yml";

  @TempDir private Path folder;

  private Path archive;
  private String sha256;
  private String version;
  private String closedPort;

  @BeforeEach
  void serveTheArchive() throws Exception {
    List<Path> built = new ArrayList<>();
    try (var files =
        Files.newDirectoryStream(Program.PROJECT.resolve("target"), "*-linux-*.tar.gz")) {
      files.forEach(built::add);
    }
    assertEquals(1, built.size(), () -> built + " in target; run: mvn clean package");
    String name = built.getFirst().getFileName().toString();
    version = name.substring("prosody-probe-".length(), name.indexOf("-linux-"));
    archive = Files.createDirectories(folder.resolve("v" + version)).resolve(name);
    Files.createSymbolicLink(archive, built.getFirst());
    sha256 = sha256(Files.readAllBytes(archive));
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = Integer.toString(unused.getLocalPort());
    }
  }

  /** JUnit warns of links that it finds. */
  @AfterEach
  void takeTheArchiveAway() throws IOException {
    Files.delete(archive);
  }

  @Test
  void shellcheckFindsNothingAndNoInputIsPastedIntoAScript() throws Exception {
    for (JsonNode step : steps()) {
      check("bash", step.path("run").asString());
    }
    check("dash", gitlab("before_script") + gitlab("script"));
  }

  @Test
  void theActionScansWritesEverythingAndEndsWithTheVerdict() throws Exception {
    String program = outputs(step(0, install(sha256)).expect(0)).getProperty("program");
    Ended scan =
        step(
            1,
            Map.of(
                "PROGRAM", program,
                "TARGET", "example.test",
                "TARGETS_FILE", "",
                "POLICY", "xmpp-minimum",
                "WAIVERS", "",
                "FAIL_ON", "warning",
                "ARGUMENTS", "--connect=c2s=127.0.0.1:" + closedPort + "\n--timeout=30s\n",
                "REPORTS", "json=of-{target}.json\nsarif=all.sarif\n"));
    Properties outputs = outputs(scan.expect(0));
    assertAll(
        () -> assertEquals("3", outputs.getProperty("exit-code")),
        () -> assertEquals("undecided", outputs.getProperty("verdict")),
        () -> assertEquals("0", outputs.getProperty("failed")),
        () -> assertTrue(Integer.parseInt(outputs.getProperty("unknown")) > 0),
        () -> assertEquals("./all.sarif", outputs.getProperty("sarif")),
        () -> assertTrue(outputs.containsKey("./of-example.test.json"), outputs::toString),
        () -> assertTrue(Files.readString(folder.resolve("summary")).contains("example.test")));
    step(2, Map.of("EXIT_CODE", "3")).expect(3);
  }

  @Test
  void anArchiveThatIsNotThePinnedOneIsNotUnpacked() throws Exception {
    Ended ended = step(0, install("0".repeat(64))).expect(2);
    assertTrue(ended.output().contains("does not have the SHA-256"), ended.output());
    assertFalse(Files.readString(folder.resolve("output")).contains("program="));
    assertTrue(step(0, install("")).expect(2).output().contains("is missing"));
  }

  @Test
  void theGitlabJobScansAndLeavesItsReports() throws Exception {
    Map<String, String> variables =
        Map.of(
            "PROSODY_PROBE_TARGET",
            "127.0.0.1.invalid",
            "PROSODY_PROBE_ARCHIVE",
            archive.toUri().toString(),
            "PROSODY_PROBE_SHA256",
            sha256,
            "PROSODY_PROBE_FAIL_ON",
            "warning");
    Ended ended = shell("sh", variables, gitlab("before_script") + gitlab("script"));
    assertTrue(List.of(1, 3).contains(ended.exitCode()), ended.output() + ended.errors());
    for (String report :
        List.of(
            "prosody-probe-junit.xml", "prosody-probe-codequality.json", "prosody-probe.sarif")) {
      assertTrue(Files.size(folder.resolve(report)) > 0, report);
    }
    Map<String, String> wrong = new LinkedHashMap<>(variables);
    wrong.put("PROSODY_PROBE_SHA256", "0".repeat(64));
    shell("sh", wrong, gitlab("before_script")).expect(2);
  }

  private Map<String, String> install(String pinned) {
    return Map.of(
        "VERSION", version,
        "SHA256_AMD64", pinned,
        "SHA256_ARM64", pinned,
        "BASE", "file://" + folder,
        "RELEASES", "https://github.invalid/nobody");
  }

  private Ended step(int index, Map<String, String> environment) throws Exception {
    JsonNode step = steps().get(index);
    assertEquals(environment.keySet(), Set.copyOf(step.path("env").propertyNames()));
    return shell("bash", environment, step.path("run").asString());
  }

  private Ended shell(String shell, Map<String, String> environment, String script)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("output"), "");
    List<String> command = new ArrayList<>(List.of("env", "RUNNER_TEMP=" + folder));
    command.add("GITHUB_OUTPUT=" + folder.resolve("output"));
    command.add("GITHUB_STEP_SUMMARY=" + folder.resolve("summary"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of(shell, "-c", script));
    return Program.run(folder, command);
  }

  /** The lines of a multi-line output become keys of their own. */
  private Properties outputs(Ended ended) throws IOException {
    Properties outputs = new Properties();
    for (String line : Files.readAllLines(folder.resolve("output"))) {
      int equals = line.indexOf('=');
      outputs.setProperty(
          equals < 0 ? line : line.substring(0, equals), line.substring(equals + 1));
    }
    assertFalse(outputs.isEmpty(), () -> ended.output() + ended.errors());
    return outputs;
  }

  private void check(String shell, String script) throws IOException, InterruptedException {
    assertFalse(script.contains("${{"), script);
    Path file = Files.writeString(folder.resolve("script"), script);
    Ended ended = Program.run(folder, List.of("shellcheck", "--shell=" + shell, file.toString()));
    assertEquals(0, ended.exitCode(), ended.output());
  }

  private static List<JsonNode> steps() throws IOException {
    List<JsonNode> steps = new ArrayList<>();
    read(ACTION).path("runs").path("steps").forEach(steps::add);
    return steps;
  }

  private static String gitlab(String key) throws IOException {
    List<String> scripts = new ArrayList<>();
    read(TEMPLATE).path(".prosody-probe").path(key).forEach(it -> scripts.add(it.asString()));
    return String.join("\n", scripts);
  }

  private static JsonNode read(String file) throws IOException {
    Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
    return new ObjectMapper()
        .valueToTree(load.loadFromString(Files.readString(DIST.resolve(file))));
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
