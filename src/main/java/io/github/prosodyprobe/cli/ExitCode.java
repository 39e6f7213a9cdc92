package io.github.prosodyprobe.cli;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The exit codes: an interface that never changes. */
final class ExitCode {

  static final int COMPLIANT = 0;
  static final int NOT_COMPLIANT = 1;
  static final int USAGE = 2;
  static final int UNDECIDED = 3;
  static final int BUG = 4;

  /** What each code means, for the help. */
  static final SortedMap<String, String> MEANINGS =
      new TreeMap<>(
          Map.of(
              "0",
              "compliant",
              "1",
              "at least one failed check at or above --fail-on",
              "2",
              "usage, policy or file error: nothing was scanned, or a report could not be written",
              "3",
              "no failure, but a required check could not be evaluated",
              "4",
              "a fault of prosody-probe itself",
              "130, 143",
              "interrupted; what was seen until then is reported as incomplete"));

  private static final List<Integer> PRECEDENCE =
      List.of(COMPLIANT, UNDECIDED, NOT_COMPLIANT, USAGE, BUG);

  private ExitCode() {}

  /** The one of two that says more: a bug, then usage, then a failure, then not knowing. */
  static int worse(int one, int other) {
    return PRECEDENCE.indexOf(one) >= PRECEDENCE.indexOf(other) ? one : other;
  }
}
