package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README says, word by word but for the names of the servers. */
class ReadmeIT {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  /** The one command that cannot be run from here, because it is what runs this test. */
  private static final String TESTS = "src/test/all";

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void everyCommandOfTheProgramWorks(ProsodyServer server, @TempDir Path folder) throws Exception {
    writeFiles(folder, server);
    Files.copy(server.peerCertificate(), folder.resolve("fullchain.pem"));
    Files.copy(server.peerKey(), folder.resolve("key.pem"));
    Files.copy(server.config(), folder.resolve("prosody.cfg.lua"));
    Files.setPosixFilePermissions(
        folder.resolve("key.pem"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("webhook.url"), "http://127.0.0.1:9/nobody\n");
    Files.setPosixFilePermissions(
        folder.resolve("webhook.url"), PosixFilePermissions.fromString("rw-------"));
    Set<String> subcommands = new TreeSet<>();
    for (String line : commands()) {
      if (line.startsWith("prosody-probe ")) {
        List<String> words = new ArrayList<>(List.of(line.split("\\s+")));
        subcommands.add(words.get(1));
        if (words.contains("yesterday.json")) {
          Files.copy(folder.resolve(server.domain() + ".json"), folder.resolve("yesterday.json"));
        }
        Program.Ended ended = Program.run(folder, launched(words, server));
        Set<Integer> wanted = looksAtServer(words) ? Set.of(0, 1) : Set.of(0);
        assertTrue(
            wanted.contains(ended.exitCode()),
            line + ": " + ended.exitCode() + "\n" + ended.output() + ended.errors());
        assertFalse(ended.output().isBlank(), line);
      }
    }
    assertEquals(
        Set.of(
            "scan",
            "look",
            "evaluate",
            "report",
            "history",
            "diff",
            "waivers",
            "explain",
            "policy",
            "schema",
            "completion"),
        subcommands,
        "in the README");
  }

  @Test
  void everyOtherCommandIsOneOfTheTwo() throws IOException {
    assertEquals(
        List.of("src/test/prosody/demo", TESTS),
        commands().stream().filter(line -> !line.startsWith("prosody-probe ")).toList());
  }

  /** What needs a system of its own is done by others: PackagesIT and NightlyServiceIT. */
  @Test
  void whatIsForRootIsTheInstallationAndTheTimer() throws IOException {
    assertEquals(
        List.of(
            "# apt install ./target/prosody-probe_*_amd64.deb",
            "# editor /etc/prosody-probe/targets.yaml",
            "# systemctl enable --now prosody-probe.timer",
            "# ln -s /run/prosody-probe/prosody-probe.prom /var/lib/prometheus/node-exporter/"),
        blocks("console").stream().flatMap(String::lines).toList());
  }

  /** In a copy, because it builds: this test runs out of the folder that it would build into. */
  @Test
  void theFirstCommandShowsTheReportThatStandsInTheReadme(@TempDir Path folder) throws Exception {
    copyCheckout(folder);
    Program.Ended ended = Program.run(folder, List.of("src/test/prosody/demo")).expect(0);
    assertEquals(comparable(report()), comparable(ended.output()), ended.errors());
  }

  private static String comparable(String report) {
    return report
        .replaceAll("127\\.0\\.0\\.1[: ]\\d+", "ADDRESS")
        .replaceAll("AH[\\w+/=]{40,}", "NOBODY")
        .replaceAll("\\d+ connections", "CONNECTIONS")
        .replaceAll("\\d+\\.\\d s\\b", "TIME")
        .strip();
  }

  private static boolean looksAtServer(List<String> words) {
    return Set.of("scan", "evaluate", "report", "waivers").contains(words.get(1));
  }

  private static List<String> launched(List<String> words, ProsodyServer server) {
    List<String> command = Program.commandLine();
    for (String word : words.subList(1, words.size())) {
      command.add(named(word, server).replaceAll("'", ""));
    }
    if (Set.of("scan", "look").contains(words.get(1))) {
      command.addAll(List.of("--trust", server.ca().toString()));
      if (!command.contains("--connect") && !command.contains("--targets")) {
        command.addAll(List.of("--connect", "c2s=" + Program.hostAndPort(server.c2s())));
        command.addAll(List.of("--connect", "s2s=" + Program.hostAndPort(server.s2s())));
      }
    }
    return command;
  }

  private static String named(String text, ProsodyServer server) {
    return text.replace("example.org", server.domain())
        .replace("example.net", server.peerDomain())
        .replace("192.0.2.7:5222", Program.hostAndPort(server.c2s()))
        .replace("192.0.2.7:5269", Program.hostAndPort(server.s2s()));
  }

  /** The files that the README shows, each with its name in the first line. */
  private static void writeFiles(Path folder, ProsodyServer server) throws IOException {
    for (String block : blocks("yaml")) {
      String name =
          block.lines().findFirst().orElseThrow().replaceFirst("^# (?=[a-z]+\\.yaml$)", "");
      String later = LocalDate.now(ZoneOffset.UTC).plusDays(60).toString();
      Files.writeString(
          folder.resolve(name),
          named(block, server).replaceAll("expires: .*", "expires: " + later));
    }
  }

  private static String report() throws IOException {
    return blocks("").getFirst();
  }

  /** The lines of the shell blocks, and the commands within sentences. */
  private static List<String> commands() throws IOException {
    Stream<String> inBlocks =
        blocks("sh").stream()
            .flatMap(String::lines)
            .map(line -> line.replaceAll("\\s+#.*", "").strip())
            .filter(line -> !line.isEmpty());
    Stream<String> inSentences =
        Pattern.compile("`(prosody-probe [^`]+)`")
            .matcher(readme())
            .results()
            .map(match -> match.group(1));
    return Stream.concat(inBlocks, inSentences).toList();
  }

  private static String readme() throws IOException {
    return Files.readString(Program.PROJECT.resolve("README.md"));
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher blocks = BLOCK.matcher(readme());
    List<String> found = new ArrayList<>();
    while (blocks.find()) {
      if (blocks.group(1).equals(language)) {
        found.add(blocks.group(2));
      }
    }
    return found;
  }

  private static void copyCheckout(Path folder) throws IOException {
    for (String name : List.of("pom.xml", "src", "probes", "LICENSE", "docker-compose.test.yml")) {
      Path from = Program.PROJECT.resolve(name);
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.toList()) {
          Files.copy(
              file,
              folder.resolve(Program.PROJECT.relativize(file).toString()),
              java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
              java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
