package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManPageTest {

  @TempDir private Path folder;

  /** Of the package groff-base, which does it for {@code man}. */
  @TestFactory
  Stream<DynamicTest> groffShowsEveryOptionAndHasNothingToSay() {
    List<CommandSpec> commands = new ArrayList<>();
    collect(ProsodyProbe.describe(CommandLines.context()).getCommandSpec(), commands);
    assertTrue(commands.size() > 8, commands::toString);
    return commands.stream()
        .map(command -> DynamicTest.dynamicTest(ManPage.name(command), () -> check(command)));
  }

  private void check(CommandSpec command) throws Exception {
    Path source = folder.resolve("page.1");
    Path errors = folder.resolve("errors");
    Files.writeString(source, ManPage.of(command, "2026-11-21", "1.2.3"));
    Process groff =
        new ProcessBuilder("groff", "-ww", "-man", "-Tutf8", "-P-cbou", "-k", source.toString())
            .redirectError(errors.toFile())
            .start();
    String page = new String(groff.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, groff.waitFor());
    assertEquals("", Files.readString(errors));
    assertAll(
        () -> assertTrue(page.contains("NAME\n       " + ManPage.name(command) + " - "), page),
        () -> assertTrue(page.contains("prosody-probe 1.2.3"), page),
        () -> {
          for (OptionSpec option : command.options()) {
            assertTrue(page.contains("\n       " + String.join(", ", option.names())), page);
          }
        });
  }

  private static void collect(CommandSpec command, List<CommandSpec> all) {
    all.add(command);
    ManPage.below(command).forEach(subcommand -> collect(subcommand, all));
  }
}
