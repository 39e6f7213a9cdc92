package io.github.prosodyprobe.cli;

import java.time.Clock;

/** Starts the command line. */
public final class Main {

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    Context context = new Context(Terminal.ofProcess(), Installation.find(), Clock.systemUTC());
    // Scripts ask for this in a loop; setting up the whole command line takes three times as long.
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      context.terminal().print(context.installation().tool() + "\n");
      return;
    }
    System.exit(
        Rehearsal.asked()
            .map(rehearsal -> rehearsal.run(context))
            .orElseGet(() -> ProsodyProbe.run(context, arguments)));
  }
}
