package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.Check;
import java.util.List;
import java.util.Optional;

/** Takes entries for definitions of checks, and says what they lack. */
final class Definitions {

  private Definitions() {}

  /** The check that an entry defines; where it is empty, a problem was added. */
  static Optional<Check> check(CheckEntry entry, Problems problems) {
    List<String> missing =
        CheckReader.REQUIRED.stream().filter(key -> !entry.keys().contains(key)).toList();
    if (!missing.isEmpty()) {
      problems.at(
          entry.place(), "check " + entry.id() + " lacks " + String.join(", ", missing), "");
    }
    if (entry.keys().contains("off")) {
      problems.at(entry.place(), "check " + entry.id() + " is defined and switched off", "");
    }
    return entry.check();
  }
}
