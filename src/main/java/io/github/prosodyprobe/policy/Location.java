package io.github.prosodyprobe.policy;

/**
 * A place in a file of checks or policies.
 *
 * @param file the file's name as it was given
 * @param line from 1
 * @param column from 1, in code points
 */
public record Location(String file, int line, int column) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
