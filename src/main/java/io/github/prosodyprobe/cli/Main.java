package io.github.prosodyprobe.cli;

/** Starts the command line. */
public final class Main {

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    throw new UnsupportedOperationException("no command yet");
  }
}
