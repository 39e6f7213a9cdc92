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

  /**
   * The file, read; empty where none is given.
   *
   * @throws UserError when Prosody could not read it either
   */
  Optional<DeclaredFile> read(PolicyShelf shelf, Terminal terminal) {
    if (file != null) {
      return Optional.of(
          DeclaredFile.read(
              file, environment.environment(), environment.version(), shelf, terminal));
    }
    if (!environment.isEmpty()) {
      throw new UserError(
          "--env-file, --env and --prosody-version belong to a configuration file",
          "Name it with --config FILE.");
    }
    return Optional.empty();
  }
}
