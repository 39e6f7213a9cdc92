package io.github.prosodyprobe.config;

/** A line of a file of variables that cannot be read; the message does not quote it. */
public final class MalformedEnvironmentException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;

  MalformedEnvironmentException(int line, String message) {
    super("line " + line + ": " + message);
    this.line = line;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }
}
