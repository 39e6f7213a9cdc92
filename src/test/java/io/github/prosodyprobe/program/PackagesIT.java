package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.prosodyprobe.program.Program.Ended;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Unpacks and installs what is handed to operators. */
@Timeout(300)
class PackagesIT {

  private static final Path TARGET = Program.PROJECT.resolve("target");
  private static final Path LIBRARIES = TARGET.resolve("prosody-probe/lib");

  @TempDir private Path folder;

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Test
  void theArchiveRunsWithTheCacheThatItWasTrainedFor() throws Exception {
    run("tar", "-xzf", only("*.tar.gz").toString()).expect(0);
    Path home;
    try (Stream<Path> files = Files.list(folder)) {
      home = files.findFirst().orElseThrow();
    }
    String cache = "-XX:AOTCache=" + home.resolve("lib/prosody-probe.aot");
    String jar = home.resolve("lib/prosody-probe.jar").toString();
    Ended strict =
        run(
            home.resolve("runtime/bin/java").toString(),
            "-XX:AOTMode=on",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            cache,
            "-cp",
            jar,
            "io.github.prosodyprobe.cli.Main",
            "--version");
    assertAll(
        () -> assertEquals(0, strict.exitCode(), strict.output() + strict.errors()),
        () -> assertTrue(strict.output().startsWith("prosody-probe "), strict.output()),
        () -> run(home.resolve("bin/prosody-probe").toString(), "policy", "list").expect(0));
  }

  @Test
  void checksumsAreThoseOfThePackages() throws Exception {
    Ended checked = Program.run(TARGET, List.of("sha256sum", "--check", "SHA256SUMS")).expect(0);
    for (Path file : List.of(only("*.tar.gz"), only("*.deb"))) {
      assertTrue(checked.output().contains(file.getFileName() + ": OK"), checked.output());
    }
  }

  @Test
  void everyLibraryIsInTheBillOfMaterialsAndInTheCopyright() throws IOException {
    Path bom = TARGET.resolve("prosody-probe.cdx.json");
    assumeTrue(Files.exists(bom), "Maven leaves it out when it works offline");
    JsonNode bill = new ObjectMapper().readTree(bom.toFile());
    Set<String> listed = new TreeSet<>();
    for (JsonNode part : bill.get("components")) {
      listed.add(part.get("name").asString() + "-" + part.get("version").asString() + ".jar");
    }
    List<String> licensed =
        Files.readAllLines(Program.PROJECT.resolve("src/main/deb/copyright")).stream()
            .filter(line -> line.startsWith("Files: "))
            .flatMap(line -> Stream.of(line.substring("Files: ".length()).split(" ", -1)))
            .filter(pattern -> pattern.contains("/lib/"))
            .toList();
    for (String jar : libraries()) {
      Path place = Path.of("usr/lib/prosody-probe/lib", jar);
      assertAll(
          () -> assertTrue(listed.contains(jar), jar + " is not in " + listed),
          () -> assertTrue(licensed.stream().anyMatch(it -> matches(it, place)), jar));
    }
  }

  @Test
  @EnabledIf("isRoot")
  void theDebianPackageRunsAndPurgesWithoutATrace() throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    for (String place : List.of("info", "updates", "triggers")) {
      Files.createDirectories(root.resolve("var/lib/dpkg").resolve(place));
    }
    Files.createFile(root.resolve("var/lib/dpkg/status"));
    dpkg(root, "--install", only("*.deb").toString());
    Path program = root.resolve("usr/bin/prosody-probe");
    Path configuration = root.resolve("etc/prosody-probe/targets.yaml");
    assertAll(
        () -> run(program.toString(), "explain", "tls-versions").expect(0),
        () -> assertEquals("", man(root.resolve("usr/share/man/man1/prosody-probe.1.gz"))),
        () -> assertTrue(Files.exists(configuration)),
        () -> assertTrue(Files.exists(root.resolve("usr/lib/systemd/system/prosody-probe.timer"))));
    run("systemctl", "--root=" + root, "enable", "prosody-probe.timer").expect(0);
    assertTrue(
        Files.isSymbolicLink(
            root.resolve("etc/systemd/system/timers.target.wants/prosody-probe.timer")));
    Path state = Files.createDirectories(root.resolve("var/lib/prosody-probe"));
    Files.createFile(state.resolve("history.db"));
    dpkg(root, "--remove", "prosody-probe");
    assertTrue(Files.exists(configuration), "a removal keeps the configuration");
    dpkg(root, "--purge", "prosody-probe");
    assertEquals(List.of(), outsideOf(root.resolve("var/lib/dpkg"), root));
  }

  /** Of the package lintian; the overrides say why what is overridden is so. */
  @Test
  void lintianFindsNoError() throws Exception {
    Ended ended =
        run("lintian", "--allow-root", "--fail-on", "error,warning", only("*.deb").toString());
    assertEquals(0, ended.exitCode(), ended.output() + ended.errors());
  }

  @Test
  void aSnapshotIsOlderThanItsRelease() throws Exception {
    String version =
        run("dpkg-deb", "--field", only("*.deb").toString(), "Version").expect(0).output().strip();
    String release = version.replaceFirst("~.*", "");
    run("dpkg", "--compare-versions", version, "le", release).expect(0);
    run("dpkg", "--compare-versions", version, "gt", "0.0.9").expect(0);
  }

  private static boolean matches(String pattern, Path place) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(place);
  }

  private static List<String> libraries() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar") && !name.equals("prosody-probe.jar"))
          .toList();
    }
  }

  private static Path only(String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    try (var files = Files.newDirectoryStream(TARGET, pattern)) {
      files.forEach(found::add);
    }
    assertEquals(1, found.size(), pattern + " in target: " + found + "; run: mvn clean package");
    return found.getFirst();
  }

  private static List<String> outsideOf(Path records, Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> !file.startsWith(records) && !Files.isDirectory(file))
          .map(Path::toString)
          .collect(Collectors.toList());
    }
  }

  /** What {@code man} has to complain of. */
  private String man(Path page) throws IOException, InterruptedException {
    return run("man", "--warnings", "--local-file", page.toString()).expect(0).errors();
  }

  private void dpkg(Path root, String... action) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("dpkg", "--root=" + root, "--force-depends", "--force-script-chrootless"));
    command.addAll(List.of(action));
    Program.run(folder, command).expect(0);
  }

  private Ended run(String... command) throws IOException, InterruptedException {
    return Program.run(folder, List.of(command));
  }
}
