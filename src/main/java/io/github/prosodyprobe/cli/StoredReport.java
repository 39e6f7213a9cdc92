package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.Run;
import io.github.prosodyprobe.report.UnreadableReportException;
import io.github.prosodyprobe.target.Domain;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A JSON report of an earlier run.
 *
 * @param terminal where it comes from, if the file is {@code -}
 * @param file the file
 */
record StoredReport(Terminal terminal, Path file) {

  private static final int FILE_BYTES = 64 << 20;

  /** Makes something of a document. */
  @FunctionalInterface
  interface Reading<T> {
    /** Reads the document. */
    T of(byte[] document) throws UnreadableReportException;
  }

  /**
   * Reads it.
   *
   * @throws UserError when there is none, or none that this version can read
   */
  <T> T read(Reading<T> reading) {
    try {
      return reading.of(content());
    } catch (UnreadableReportException e) {
      throw new UserError(
          file + ":" + e.line() + ":" + e.column() + ": " + e.getMessage(),
          "Give a file that --report json=FILE has written.");
    }
  }

  private byte[] content() {
    if (!file.toString().equals("-")) {
      return InputFile.read(file, FILE_BYTES);
    }
    try {
      return InputFile.read(terminal.in(), "standard input", FILE_BYTES);
    } catch (IOException e) {
      throw new UserError("standard input cannot be read: " + e.getMessage(), "Give a file.");
    }
  }

  /**
   * The domain that was scanned. It becomes part of file names, so it has to be one here too.
   *
   * @throws UserError when it is none
   */
  Domain domain(Run run) {
    try {
      return Domain.of(run.target());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          file + ": the target of the run is no domain", "Give a file that --report has written.");
    }
  }
}
