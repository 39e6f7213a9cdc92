package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.file.SourceText;
import io.github.prosodyprobe.policy.file.TargetEntry;
import io.github.prosodyprobe.policy.file.TargetKey;
import io.github.prosodyprobe.policy.file.TargetsReader;
import io.github.prosodyprobe.target.Connect;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.text.Untrusted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list of targets, each with what is said about it.
 *
 * @param entries in their order
 * @param file the file's path, to which the paths in it are relative
 */
record TargetsFile(List<TargetEntry> entries, Path file) {

  private static final int BYTES = 1 << 20;
  private static final Path STANDARD_INPUT = Path.of("-");

  /**
   * Reads a file, or standard input where it is called {@code -}.
   *
   * @throws UserError with everything that is wrong with it
   */
  static TargetsFile read(Path file, Terminal terminal) {
    try {
      SourceText source =
          file.equals(STANDARD_INPUT)
              ? SourceText.utf8(
                  "standard input", InputFile.read(terminal.in(), "standard input", BYTES))
              : SourceText.utf8(file.toString(), InputFile.read(file, BYTES));
      return new TargetsFile(TargetsReader.read(source, TargetsFile::complaint), file);
    } catch (PolicyException e) {
      throw UserError.of(e);
    } catch (IOException e) {
      throw new UserError("standard input cannot be read: " + e.getMessage(), "Name a file.");
    }
  }

  /** A path that stands in the file. */
  Path path(String written) {
    return file.resolveSibling(written);
  }

  private static Optional<String> complaint(TargetKey key, String value) {
    return switch (key) {
      case DOMAIN, ALSO -> refusal(value, Domain::of);
      case CONNECT -> refusal(value, Connect::of);
      case VANTAGE ->
          Vantage.of(value).isPresent()
              ? Optional.empty()
              : Optional.of("'" + Untrusted.of(value) + "' should be external or internal");
      // Read when all targets are known, with what is wrong in the files that they name.
      case POLICY, WAIVERS, TRUST, CONFIG, CANARY, ONLY, SKIP -> Optional.empty();
    };
  }

  private static Optional<String> refusal(String value, Function<String, ?> reader) {
    try {
      Objects.requireNonNull(reader.apply(value));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Untrusted.of(String.valueOf(e.getMessage())).toString());
    }
  }
}
