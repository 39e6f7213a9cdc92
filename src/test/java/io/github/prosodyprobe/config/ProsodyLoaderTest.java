package io.github.prosodyprobe.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loader of an installed Prosody is asked what each configuration means, and says the same. */
class ProsodyLoaderTest {

  private static final Path PROJECT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
  private static final Path CORPUS =
      PROJECT.resolve("src/test/resources/io/github/prosodyprobe/config/corpus");

  @ParameterizedTest
  @CsvSource({"0.12, V0_12", "13, V13"})
  void ownConfigurationsMeanWhatProsodySays(String installed, LoaderVersion version)
      throws Exception {
    List<String> names;
    try (Stream<Path> files = Files.list(CORPUS)) {
      names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".cfg.lua"))
              .sorted(Comparator.naturalOrder())
              .toList();
    }
    assertTrue(names.size() >= 30, "the corpus is there");
    compare(installed, version, CORPUS, names);
  }

  @ParameterizedTest
  @CsvSource({"0.12, V0_12", "13, V13"})
  void theDistributionsConfigurationMeansWhatProsodySays(
      String installed, LoaderVersion version, @TempDir Path folder) throws Exception {
    String stock = oracle("distribution", installed, folder, List.of()).strip();
    Files.copy(Path.of(stock), folder.resolve("prosody.cfg.lua"));
    Files.createDirectory(folder.resolve("conf.d"));
    compare(installed, version, folder, List.of("prosody.cfg.lua"));
  }

  private static void compare(
      String installed, LoaderVersion version, Path folder, List<String> names) throws Exception {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (String line :
        new TreeSet<>(oracle("effective", installed, folder, names).lines().toList())) {
      String[] columns = line.split("\t", -1);
      expected.add(columns[1].equals("failed") ? columns[0] + "\tfailed" : line.stripTrailing());
    }
    for (String name : names) {
      actual.addAll(ours(folder, name, version));
    }
    actual.sort(null);
    expected.sort(null);
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  private static List<String> ours(Path folder, String name, LoaderVersion version)
      throws Exception {
    Path main = folder.resolve(name);
    String stem = name.replaceFirst("\\.cfg\\.lua$", "");
    Environment environment = Environment.empty();
    Path variables = folder.resolve(stem + ".env");
    if (Files.exists(variables)) {
      environment = environment.with(EnvironmentFile.parse(Files.readString(variables)));
    }
    if (Files.isDirectory(folder.resolve(stem + ".credentials"))) {
      environment = environment.with("CREDENTIALS_DIRECTORY", stem + ".credentials");
    }
    Configuration configuration =
        ConfigurationReader.read(main, environment, version, Limits.standard());
    if (!configuration.complete()) {
      assertFalse(configuration.problems().toString().contains("Exception"));
      return List.of(name + "\tfailed");
    }
    List<String> lines = new ArrayList<>(List.of(name + "\tok"));
    for (HostSection host : configuration.hosts()) {
      String prefix = name + "\t" + host.name() + "\t";
      host.settings()
          .forEach(
              (option, setting) -> lines.add(prefix + option + "\t" + written(setting.value())));
      switch (host.kind()) {
        case GLOBAL -> {}
        case VIRTUAL_HOST -> lines.add(prefix + "defined\ttrue");
        case COMPONENT -> {
          lines.add(prefix + "component_module\t\"" + host.componentModule().orElseThrow() + '"');
          lines.add(prefix + "load_global_modules\tfalse");
        }
      }
    }
    return lines;
  }

  private static String written(Value value) {
    return switch (value) {
      case Value.Text text ->
          '"'
              + text.text()
                  .replace("\\", "\\\\")
                  .replace("\"", "\\\"")
                  .replace("\n", "\\n")
                  .replace("\r", "\\r")
                  .replace("\t", "\\t")
              + '"';
      case Value.NumberValue number -> LuaNumbers.text(number.number());
      case Value.Flag flag -> flag.toString();
      case Value.Reference reference -> "reference " + reference.host() + " " + reference.option();
      case Value.Unknown unknown -> unknown.what().replaceFirst("^a ", "");
      case Value.Table table -> {
        List<String> entries = new ArrayList<>();
        for (int index = 0; index < table.items().size(); index++) {
          entries.add(index + 1 + "=" + written(table.items().get(index)));
        }
        table.entries().forEach((key, entry) -> entries.add(key + "=" + written(entry)));
        entries.sort(null);
        yield "{" + String.join(";", entries) + "}";
      }
    };
  }

  /** Fails on Debian as root, where everything can be installed; elsewhere the test is aborted. */
  private static String oracle(String what, String installed, Path folder, List<String> names)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(PROJECT.resolve("src/test/prosody/effective-options").toString());
    command.addAll(List.of(installed, folder.toString()));
    command.addAll(what.equals("distribution") ? List.of("--distribution") : names);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() == 0) {
      return answer;
    }
    String failure = String.join(" ", command.subList(0, 2)) + " does not work here";
    if (mustWorkHere()) {
      throw new IllegalStateException(failure);
    }
    return Assumptions.<String>abort(failure);
  }

  private static boolean mustWorkHere() throws IOException {
    return "root".equals(System.getProperty("user.name"))
        && Files.exists(Path.of("/etc/os-release"))
        && Files.readAllLines(Path.of("/etc/os-release")).contains("ID=debian");
  }
}
