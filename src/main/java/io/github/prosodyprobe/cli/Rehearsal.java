package io.github.prosodyprobe.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs several commands in one process, which only the build does: what the JVM notes meanwhile is
 * kept as the cache with which every command starts (see {@code
 * src/docs/decisions/0006-runtime-image.md}).
 *
 * @param commands in turn, as words
 */
record Rehearsal(List<List<String>> commands) {

  /** Names a file with a command in each line, its words separated by tabs. */
  private static final String FILE = "prosody-probe.rehearsal";

  /** The rehearsal that this process was started for. */
  static Optional<Rehearsal> asked() {
    return Optional.ofNullable(System.getProperty(FILE)).map(file -> read(Path.of(file)));
  }

  private static Rehearsal read(Path file) {
    try {
      return new Rehearsal(
          Files.readAllLines(file).stream()
              .map(line -> Arrays.asList(line.split("\t", -1)))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The worst exit code that one of them ended with. */
  int run(Context context) {
    return commands.stream()
        .map(command -> ProsodyProbe.run(context, command.toArray(String[]::new)))
        .reduce(ExitCode.COMPLIANT, ExitCode::worse);
  }
}
