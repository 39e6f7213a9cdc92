package io.github.prosodyprobe.report;

/** A file is not a report that this version can read; the message says where and why. */
public final class UnreadableReportException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  UnreadableReportException(int line, int column, String message) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** The line at which reading stopped, from 1; 0 when the place is not known. */
  public int line() {
    return line;
  }

  /** The column in characters, from 1; 0 when the place is not known. */
  public int column() {
    return column;
  }
}
