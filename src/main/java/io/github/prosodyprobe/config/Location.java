package io.github.prosodyprobe.config;

import java.nio.file.Path;

/**
 * A place in a configuration.
 *
 * @param file as the file that includes it names it, resolved against that one's folder
 * @param line from 1; 0 where the file as a whole is meant
 */
public record Location(Path file, int line) {

  /** The place as {@code file:line}, or as the file alone. */
  @Override
  public String toString() {
    return line == 0 ? file.toString() : file + ":" + line;
  }
}
