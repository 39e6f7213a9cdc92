package io.github.prosodyprobe.config;

/**
 * An option that a file sets.
 *
 * @param host the host's name, or {@code *} for the global section
 * @param name the option's
 * @param value what it is in the end, also where a table was filled later
 * @param location where the assignment begins
 * @param lastLine where it ends, in the same file
 */
public record Setting(String host, String name, Value value, Location location, int lastLine) {

  /** Whether the option's name says that its texts are secrets. */
  public boolean secret() {
    return SecretNames.isSecret(name);
  }

  /** The line as the file could have it, with {@code ***} in place of secrets. */
  public String declared() {
    return name + " = " + value;
  }

  @Override
  public String toString() {
    return location + ": " + host + ": " + declared();
  }
}
