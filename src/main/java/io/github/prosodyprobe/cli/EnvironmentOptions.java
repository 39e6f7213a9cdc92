package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.config.Environment;
import io.github.prosodyprobe.config.EnvironmentFile;
import io.github.prosodyprobe.config.MalformedEnvironmentException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What it takes beside a configuration file to read it as the server does. */
final class EnvironmentOptions {

  private static final int ENVIRONMENT_BYTES = 1 << 20;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description =
          "Variables that the configuration reads from its environment, as NAME=VALUE lines."
              + " Repeatable; later ones win.")
  private List<Path> files = List.of();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "One such variable, no secret. Repeatable; wins over files.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = "--prosody-version",
      paramLabel = "VERSION",
      description =
          "The Prosody that reads the configuration, where it cannot be seen, such as 0.12.3.")
  private @Nullable String version;

  /** Whether none is given. */
  boolean isEmpty() {
    return files.isEmpty() && variables.isEmpty() && version == null;
  }

  /** The version, where it is given. */
  Optional<String> version() {
    return Optional.ofNullable(version);
  }

  /**
   * The variables: never those of this process.
   *
   * @throws UserError when a file of them cannot be read
   */
  Environment environment() {
    Environment environment = Environment.empty();
    for (Path path : files) {
      environment = environment.with(variables(path));
    }
    return environment.with(variables);
  }

  private static Map<String, String> variables(Path path) {
    byte[] content = InputFile.read(path, ENVIRONMENT_BYTES);
    try {
      return EnvironmentFile.parse(new String(content, StandardCharsets.UTF_8));
    } catch (MalformedEnvironmentException e) {
      throw new UserError(path + ": " + e.getMessage(), "Write NAME=VALUE lines.");
    }
  }
}
