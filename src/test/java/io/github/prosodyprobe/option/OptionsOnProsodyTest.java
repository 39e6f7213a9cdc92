package io.github.prosodyprobe.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.policy.BuiltInOptions;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whether the catalogue is what the installed Prosodies read. */
class OptionsOnProsodyTest {

  private static final Path BASE = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();

  /** Calls of a time before 0.9, whose second argument was a section. */
  private static final Set<String> NO_OPTIONS = Set.of("core");

  @Test
  @RealProsody(version = "0.12", config = "default")
  void isWhatTheGeneratorFindsIn012(ProsodyServer server) throws Exception {
    isWhatTheGeneratorFinds(server.version());
  }

  @Test
  @RealProsody(version = "13", config = "default")
  void isWhatTheGeneratorFindsIn13(ProsodyServer server) throws Exception {
    isWhatTheGeneratorFinds(server.version());
  }

  @Test
  @RealProsody(version = "0.12", config = "default")
  void missesNoNameThatStandsInTheSourceOf012(ProsodyServer server) throws Exception {
    missesNoName(server.version(), 350);
  }

  @Test
  @RealProsody(version = "13", config = "default")
  void missesNoNameThatStandsInTheSourceOf13(ProsodyServer server) throws Exception {
    missesNoName(server.version(), 450);
  }

  private static void isWhatTheGeneratorFinds(String series)
      throws IOException, InterruptedException {
    assertEquals(
        Files.readAllLines(BASE.resolve("probes/options/prosody-" + series + ".yaml")),
        run("option-catalogue", series),
        "write it again with: src/test/prosody/option-catalogue %1$s probes/options/prosody-%1$s.yaml"
            .formatted(series));
  }

  private static void missesNoName(String series, int atLeast)
      throws IOException, InterruptedException {
    Set<String> missing = new TreeSet<>(run("option-names", series));
    assertTrue(missing.size() > atLeast, "these alone are read: " + missing);
    missing.removeAll(NO_OPTIONS);
    missing.removeAll(BuiltInOptions.read().of(series).orElseThrow().options().keySet());
    assertEquals(Set.of(), missing, "are read and stand nowhere in probes/options");
  }

  private static List<String> run(String script, String series)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(BASE.resolve("src/test/prosody/" + script).toString(), series)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = process.inputReader().lines().toList();
    assertEquals(0, process.waitFor(), script + " " + series + " failed; see above");
    return lines;
  }
}
