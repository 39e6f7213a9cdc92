package io.github.prosodyprobe.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends to the summary of a CI step, the file that {@code GITHUB_STEP_SUMMARY} names. The step
 * owns it and others may have written there already, so that it is the one report that is appended
 * and not put in place whole.
 */
final class StepSummary {

  static final String VARIABLE = "GITHUB_STEP_SUMMARY";

  /** What a step's summary may have; a longer one is not shown at all. */
  private static final long LIMIT = 1 << 20;

  private StepSummary() {}

  /**
   * Appends, where there is such a file and room in it; else says why not.
   *
   * @throws UserError when it cannot be written
   */
  static void append(String content, Terminal terminal) {
    String name = terminal.environment().getOrDefault(VARIABLE, "");
    if (name.isEmpty()) {
      terminal.say("note: " + VARIABLE + " is not set, so there is no summary to write");
      return;
    }
    byte[] octets = content.getBytes(StandardCharsets.UTF_8);
    try {
      Path file = Path.of(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw refused(name, "it is no ordinary file");
      }
      if (Files.exists(file) && Files.size(file) + octets.length > LIMIT) {
        terminal.say("note: the summary of the step is full, so this report is not in it");
        return;
      }
      Files.write(
          file,
          octets,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND,
          LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException | IOException e) {
      throw refused(name, String.valueOf(e.getMessage()));
    }
  }

  private static UserError refused(String name, String why) {
    return new UserError(
        "the summary " + name + " cannot be written: " + why, "Check " + VARIABLE + ".");
  }
}
