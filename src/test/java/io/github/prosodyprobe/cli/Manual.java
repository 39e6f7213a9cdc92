package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes the manual pages of all commands, and the completions of both shells, to where a Unix
 * system looks for them below {@code share}. Run by the build.
 */
public final class Manual {

  private final Path pages;
  private final String date;
  private final String version;

  private Manual(Path pages, String date, String version) {
    this.pages = pages;
    this.date = date;
    this.version = version;
  }

  /**
   * Writes.
   *
   * @param arguments the folder of the distribution, the date of the release, the version
   */
  public static void main(String[] arguments) throws IOException {
    Path share = Path.of(arguments[0], "share");
    Path pages = Files.createDirectories(share.resolve("man/man1"));
    new Manual(pages, arguments[1].substring(0, "yyyy-mm-dd".length()), arguments[2])
        .write(ProsodyProbe.describe(CommandLines.context()).getCommandSpec());
    complete("bash", share.resolve("bash-completion/completions/prosody-probe"));
    complete("zsh", share.resolve("zsh/site-functions/_prosody-probe"));
  }

  private void write(CommandSpec command) throws IOException {
    Path page = pages.resolve(ManPage.name(command) + ".1");
    Files.writeString(page, ManPage.of(command, date, version));
    for (CommandSpec subcommand : ManPage.below(command)) {
      write(subcommand);
    }
  }

  private static void complete(String shell, Path file) throws IOException {
    Outcome script = CommandLines.run("completion", shell);
    if (script.exitCode() != ExitCode.COMPLIANT) {
      throw new IllegalStateException(script.messages());
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, script.out());
  }
}
