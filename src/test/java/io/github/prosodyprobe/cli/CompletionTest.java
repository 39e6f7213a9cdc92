package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the shells themselves make of the scripts. */
@Timeout(120)
class CompletionTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "sc,               scan schema",
    "scan --rep,       --report",
    "policy v,         validate",
    "scan --color ne,  never",
    "schema r,         report",
  })
  void bashCompletes(String line, String offers) throws Exception {
    Path script = script("bash", "prosody-probe");
    List<String> words = new ArrayList<>(List.of("prosody-probe"));
    words.addAll(List.of(line.split(" ", -1)));
    String commands =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_prosody-probe 2>&-; echo ${COMPREPLY[@]}"
            .formatted(script, String.join(" ", words), words.size() - 1);
    assertEquals(offers + "\n", run("bash", "--norc", "-c", commands));
  }

  /** In a terminal, because the completion of zsh is part of its editor. */
  @ParameterizedTest
  @CsvSource({
    "'prosody-probe schem\\t',                            prosody-probe schema",
    "'prosody-probe scan --resol\\t',                     prosody-probe scan --resolver",
    "'prosody-probe schem\\t\\C-a\\C-kprosody-probe loo\\t', prosody-probe look",
  })
  void zshCompletesAlsoTheFirstTime(String keys, String line) throws Exception {
    script("zsh", "_prosody-probe");
    String typed =
        """
        zmodload zsh/zpty
        zpty terminal zsh -f -i
        zpty -w terminal "unsetopt zle_bracketed_paste; fpath=(\\$PWD \\$fpath); autoload -U compinit; \
        compinit -u -d ./dump; finish() { print -r -- \\"<<\\$BUFFER>>\\" >outcome; exit; }; \
        zle -N finish; bindkey '^X' finish; echo REA''DY"
        zpty -r -m terminal output '*READY*'
        zpty -w -n terminal $'%s\\C-x'
        while zpty -r terminal output; do :; done
        """
            .formatted(keys);
    run("zsh", "-f", "-c", typed);
    assertEquals("<<" + line + " >>\n", Files.readString(folder.resolve("outcome")));
  }

  @Test
  void everyWordThatIsOfferedIsAccepted() {
    CommandLine program = ProsodyProbe.describe(CommandLines.context());
    assertTrue(offered(program.getCommandSpec()) > 5);
  }

  private static int offered(CommandSpec command) {
    int words = 0;
    for (OptionSpec option : command.options()) {
      if (option.completionCandidates() != null) {
        for (String word : option.completionCandidates()) {
          command.commandLine().parseArgs(option.longestName() + "=" + word, "--help");
          words++;
        }
      }
    }
    for (CommandLine subcommand : command.subcommands().values()) {
      words += offered(subcommand.getCommandSpec());
    }
    return words;
  }

  private Path script(String shell, String file) throws IOException {
    CommandLines.Outcome outcome = CommandLines.run("completion", shell);
    assertEquals(0, outcome.exitCode(), outcome.messages());
    assertFalse(outcome.out().isEmpty());
    return Files.writeString(folder.resolve(file), outcome.out());
  }

  private String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
