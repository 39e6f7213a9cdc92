package io.github.prosodyprobe.cli;

import java.time.Clock;

/** Starts the command line. */
public final class Main {

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    Context context = new Context(Terminal.ofProcess(), Installation.find(), Clock.systemUTC());
    System.exit(ProsodyProbe.run(context, arguments));
  }
}
