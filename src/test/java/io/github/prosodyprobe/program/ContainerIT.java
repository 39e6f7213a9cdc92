package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Builds the image with a real engine and runs it, by the commands that its file shows. */
@EnabledIf("isRoot")
@Timeout(400)
class ContainerIT {

  private static final Path CONTAINERFILE =
      Program.PROJECT.resolve("src/main/dist/oci/Containerfile");

  /** Runs the java of the image with its cache, and ends if it cannot use that. */
  private static final String STRICT =
      "home=$(echo /usr/lib/prosody-probe-*) && $home/runtime/bin/java -XX:AOTMode=on"
          + " -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
          + " -XX:AOTCache=$home/lib/prosody-probe.aot -cp $home/lib/prosody-probe.jar"
          + " io.github.prosodyprobe.cli.Main --version";

  @TempDir private Path folder;

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theImageScansAsNobodyAndWritesAsTheOwnerOfTheFolder(ProsodyServer server) throws Exception {
    Files.copy(CONTAINERFILE, folder.resolve("Containerfile"));
    try (var archives = Files.newDirectoryStream(Program.PROJECT.resolve("target"), "*.tar.gz")) {
      for (Path archive : archives) {
        Files.copy(archive, folder.resolve("prosody-probe.tar.gz"));
      }
    }
    Files.copy(server.ca(), folder.resolve("ca.pem"));
    String scan =
        "scan %s --connect c2s=%s --trust ca.pem"
            .formatted(server.domain(), Program.hostAndPort(server.c2s()));
    String run = shown("podman run");
    Ended ended =
        podman(
                shown("podman build"),
                "podman image inspect debian:stable-slim >base.json",
                "podman image inspect prosody-probe >image.json",
                run.replace("scan example.org", "--version"),
                run.replace("prosody-probe scan example.org", "--entrypoint sh prosody-probe -c ")
                    + "'id -u; touch /usr/it; "
                    + STRICT
                    + "'",
                "chown -R 1234:1234 .",
                shown("podman run", "--user")
                    .replace("\"$(id -u):$(id -g)\" --userns=keep-id", "1234:1234")
                    .replace("scan example.org", scan),
                "stat --format='%u %a %n' example.org.json")
            .expect(0);
    JsonNode config = read("image.json").get("Config");
    assertAll(
        () -> assertEquals("65532:65532", config.get("User").asString()),
        () -> assertEquals("[\"/usr/bin/prosody-probe\"]", config.get("Entrypoint").toString()),
        () -> assertEquals("[\"--help\"]", config.get("Cmd").toString()),
        () -> says(ended, "\nprosody-probe 0."),
        () -> says(ended, "\n65532\nprosody-probe 0."),
        () -> assertTrue(ended.errors().contains("Read-only file system"), ended.errors()),
        () -> says(ended, "COMPLIANT  " + server.domain()),
        () -> says(ended, "\n1234 600 example.org.json\n"),
        this::theProgramIsInItOnce);
  }

  private void theProgramIsInItOnce() throws IOException, InterruptedException {
    long added = read("image.json").get("Size").asLong() - read("base.json").get("Size").asLong();
    Ended size =
        Program.run(Program.PROJECT.resolve("target"), List.of("du", "-s", "-b", "prosody-probe"));
    long program = Long.parseLong(size.expect(0).output().replaceFirst("\\s(?s).*", ""));
    assertTrue(added < program * 3 / 2, added + " bytes for a program of " + program);
  }

  private JsonNode read(String file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve(file))).get(0);
  }

  /** The command in the comment that begins and goes on like this. */
  private static String shown(String... words) throws IOException {
    List<String> found =
        Files.readString(CONTAINERFILE)
            .replaceAll("\\\\\n# *", "")
            .lines()
            .filter(line -> line.startsWith("#   " + words[0]))
            .filter(line -> List.of(words).stream().allMatch(line::contains))
            .toList();
    return found.getFirst().substring("#   ".length());
  }

  private static void says(Ended ended, String words) {
    assertTrue(
        ("\n" + ended.output()).contains(words), words + "\n\n" + ended.output() + ended.errors());
  }

  private Ended podman(String... commands) throws IOException, InterruptedException {
    return Program.run(
        folder,
        List.of(
            Program.PROJECT.resolve("src/test/live/with-podman").toString(),
            "sh",
            "-exc",
            String.join("\n", commands)));
  }
}
