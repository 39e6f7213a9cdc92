package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scn example.org                               | prosody-probe scan",
        "example.org                                   | Did you mean: prosody-probe scan example.org?",
        "example.org --plan                            | prosody-probe scan example.org --plan?",
        "help scan                                     | Did you mean: prosody-probe scan --help?",
        "sacn                                          | is no command",
        "--plan                                        | Unknown option: '--plan'",
        "scan                                          | TARGET",
        "scan example.org --conect c2s=192.0.2.1:5222  | --connect",
        "scan example.org --connect c2s                | LISTENER=HOST:PORT",
        "scan example.org --connect c2s=example.org    | such as c2s=192.0.2.7:5222",
        "scan example.org --connect ftp=192.0.2.1:21   | is no listener",
        "scan a.example --connect bosh=https://h/a --connect bosh=https://h/b | tell apart",
        "scan 192.0.2.1                                | is an address",
        "scan a@example.org                            | is no domain",
        "scan a@example.org/res                        | Did you mean example.org?",
        "scan https://example.org/                     | is a URL",
        "scan https://example.org:443/                 | Did you mean example.org?",
        "scan xmpp:a@example.org                       | Did you mean example.org?",
        "scan example.org:5222                         | Did you mean example.org?",
        "scan b\ufffdcher.example                      | xn--",
        "scan exam!ple.org                             | letters that none can have",
        "scan a.example b.example --connect c2s=h:1    | belong to one target",
        "scan a.example b.example --report json        | {target}",
        "scan example.org --report json --report text  | standard output",
        "scan example.org --report pdf                 | is no format",
        "scan example.org --report json=/no/such/x     | folder does not exist",
        "scan example.org --fail-on high               | critical, warning or suggestion",
        "scan example.org --timeout 0                  | longer than zero",
        "scan example.org --resolver 192.0.2.53        | is no resolver",
        "scan example.org --trust /no/such/file        | does not exist",
        "scan example.org --s2s-identity own.example   | belong together",
        "scan example.org --policy prosody-recomended  | did you mean prosody-recommended",
        "scan example.org --only tls-version           | did you mean tls-versions",
        "scan example.org -q -v                        | mutually exclusive",
        "scan example.org -4 -6                        | mutually exclusive",
        "scan example.org --color blue                 | auto, always or never",
        "scan example.org --report sariff              | did you mean sarif",
        "scan --config /no/such.cfg.lua                | prosody-probe: /no/such.cfg.lua: does not",
        "look example.org --report junit               | needs a judgement",
        "evaluate /no/such/file.json                   | does not exist",
        "report /no/such/file.json                     | does not exist",
        "scan example.org --history /no/such/runs.db   | folder does not exist",
        "scan example.org --history-keep 5             | Name it: --history FILE",
        "scan example.org --history /tmp/x --history-keep 0 | Give a number from 1",
        "history example.org                           | --history",
        "history example.org --history /no/such.db     | there is no history",
        "explain tls-version                           | did you mean tls-versions",
        "policy                                        | list, show, validate or derive",
        "policy show nothing                           | xmpp-minimum@1",
        "policy validate /no/such/file.yaml            | does not exist",
        "scan --targets /no/such/file.yaml             | does not exist",
        "scan a.example --targets -                    | exclude each other",
        "scan --targets - --connect c2s=h:1            | Say them in the targets file",
        "completion fish                               | bash or zsh",
        "scan example.org --webhook-file /no/such/file | does not exist",
        "scan example.org --webhook-file /tmp          | is a folder",
        "scan example.org --webhook-state /tmp/x.state | belongs to a webhook",
        "schema repot                                  | report, policy, targets, waivers, diff or webhook",
        "scan example.org --waivers /no/such/file.yaml | does not exist",
        "scan example.org --baseline /no/such.json     | does not exist",
        "scan example.org --fail-on-new                | needs a baseline",
        "scan example.org --sarif-anchor /etc/passwd   | is not in the repository",
        "scan example.org --sarif-anchor no/such.yml   | does not exist",
        "waivers                                       | check is missing",
        "waivers check /no/such/file.yaml              | does not exist",
        "diff /no/such/file.json /no/such/file.json    | does not exist",
        "diff a.json b.json --report pdf               | text or json",
      })
  void wrongUseIsOneShortMessageAndExitCodeTwo(String arguments, String words) {
    Outcome outcome =
        CommandLines.run(arguments.isEmpty() ? new String[0] : arguments.split(" +", -1));
    assertAll(
        () -> assertEquals(2, outcome.exitCode(), outcome.messages()),
        () -> assertTrue(outcome.messages().contains(words), outcome.messages()),
        () -> assertTrue(outcome.messages().startsWith("prosody-probe: "), outcome.messages()),
        () -> assertTrue(outcome.messages().lines().count() <= 4, outcome.messages()),
        () -> assertFalse(outcome.messages().contains("\tat "), outcome.messages()),
        () -> assertEquals("", outcome.out()));
  }

  @Test
  void aloneItSaysWhatOneCanDo() {
    Outcome outcome = CommandLines.run();
    assertAll(
        () -> assertEquals(2, outcome.exitCode()),
        () -> assertEquals("", outcome.out()),
        () -> assertTrue(outcome.messages().startsWith("prosody-probe: a command is missing\n")),
        () ->
            assertTrue(
                outcome.messages().contains("\n  prosody-probe scan example.org  "),
                outcome.messages()),
        () -> assertTrue(outcome.messages().lines().allMatch(line -> line.length() <= 80)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.test.",
        "EXAMPLE.test",
        "example.test example.test",
        "example.test Example.TEST."
      })
  void aDomainIsOneHoweverItIsWritten(String targets) {
    String[] arguments = (targets + " --connect c2s=127.0.0.1:1 --plan").split(" ", -1);
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addFirst("scan");
    Outcome outcome = CommandLines.run(words.toArray(String[]::new));
    assertAll(
        () -> assertEquals(0, outcome.exitCode(), outcome.messages()),
        () -> assertEquals(2, outcome.out().lines().count(), outcome.out()),
        () -> assertTrue(outcome.out().contains("\n  c2s 127.0.0.1:1  "), outcome.out()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "scan",
        "look",
        "evaluate",
        "report",
        "history",
        "explain",
        "diff",
        "waivers",
        "waivers check",
        "policy",
        "policy list",
        "policy show",
        "policy validate",
        "policy derive",
        "schema",
        "completion"
      })
  void helpFitsAnOrdinaryTerminal(String command) {
    String help = CommandLines.run((command + " --help").strip().split(" ", -1)).out();
    assertEquals(List.of(), help.lines().filter(line -> line.length() > 80).toList());
    assertTrue(help.startsWith("Usage: prosody-probe " + command), help);
  }

  @Test
  void debugShowsWhereAnErrorComesFrom() {
    Outcome outcome = CommandLines.run("explain", "nothing", "--debug");
    assertTrue(outcome.messages().contains("\tat "), outcome.messages());
  }

  @Test
  void helpHasTheExitCodesAndExamples() {
    String help = CommandLines.run("scan", "--help").out();
    assertAll(
        () -> assertTrue(help.contains("130, 143"), help),
        () -> assertTrue(help.contains("prosody-probe scan example.org --plan"), help));
  }

  @Test
  void helpOfTheProgramListsAllCommands() {
    String help = CommandLines.run("--help").out();
    for (String command :
        new String[] {
          "scan",
          "look",
          "evaluate",
          "report",
          "history",
          "explain",
          "diff",
          "waivers",
          "policy",
          "schema",
          "completion"
        }) {
      assertTrue(help.contains("\n  " + command), help);
    }
  }

  @ParameterizedTest
  @CsvSource({"tls-versions, Why", "tls.versions, RFC 9325", "c2s-tls-required, Fix for prosody"})
  void explainsChecksAndFacts(String name, String words) {
    Outcome outcome = CommandLines.run("explain", name);
    assertEquals(0, outcome.exitCode(), outcome.messages());
    assertTrue(outcome.out().contains(words), outcome.out());
  }

  @Test
  void listsAndShowsPolicies() {
    String list = CommandLines.run("policy", "list").out();
    String show = CommandLines.run("policy", "show", "prosody-recommended").out();
    for (String name :
        List.of("mozilla-intermediate-5.8", "ncsc-nl-2025", "prosody-recommended", "rfc9325")) {
      assertTrue(list.lines().anyMatch(line -> line.startsWith(name + "@1  ")), list);
    }
    assertTrue(show.contains("\ntls-versions  critical  on c2s"), show);
  }

  @Test
  void validatesPolicyFilesWithThePlaceOfEachMistake(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(
        file,
        """
        policy:
          name: own
          version: 1
          extends: prosody-recommended@1
        checks:
          - id: tls-versions
            severty: critical
        """);
    Outcome outcome = CommandLines.run("policy", "validate", file.toString());
    assertAll(
        () -> assertEquals(2, outcome.exitCode()),
        () -> assertTrue(outcome.messages().contains("own.yaml:7:"), outcome.messages()),
        () -> assertTrue(outcome.messages().contains("severity"), outcome.messages()),
        () -> assertTrue(outcome.messages().contains("^"), outcome.messages()));
    Files.writeString(file, Files.readString(file).replace("severty", "severity"));
    assertEquals(0, CommandLines.run("policy", "validate", file.toString()).exitCode());
  }

  @Test
  void whatCannotBeShownIsReplaced() {
    assertTrue(
        CommandLines.runInAscii("explain", "tls-versions").out().chars().allMatch(c -> c < 128));
  }
}
