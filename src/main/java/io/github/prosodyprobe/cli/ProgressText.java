package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.scan.Progress;
import io.github.prosodyprobe.target.Domain;

/** Says in a few words how far a scan has come. */
final class ProgressText {

  private ProgressText() {}

  static String of(Domain domain, Progress progress) {
    return domain
        + ": "
        + switch (progress.stage()) {
          case LOOKING_UP -> "looking up names";
          case WAITING -> "waiting for the server, " + attempts(progress.done());
          case TALKING -> progress.done() + " of about " + progress.of() + " connections";
        };
  }

  private static String attempts(int number) {
    return number + (number == 1 ? " attempt" : " attempts");
  }
}
