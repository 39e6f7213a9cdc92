package io.github.prosodyprobe.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The server's configuration file. */
final class ConfigOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The server's prosody.cfg.lua: what it declares is judged, and held against what is seen."
              + " Without a target it is judged alone.")
  private @Nullable Path file;

  @Mixin private final EnvironmentOptions environment = new EnvironmentOptions();

  /** The file, where one is given. */
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /**
   * Refuses what is about a file where there is none.
   *
   * @throws UserError when such an option is given
   */
  void checkForNone() {
    if (!environment.isEmpty()) {
      throw new UserError(
          "--env-file, --env and --prosody-version belong to a configuration file",
          "Name it with --config FILE.");
    }
  }

  /**
   * Reads a configuration file.
   *
   * @throws UserError when Prosody could not read it either
   */
  DeclaredFile read(Path path, PolicyShelf shelf, Terminal terminal) {
    return DeclaredFile.read(
        path, environment.environment(), environment.version(), shelf, terminal);
  }
}
