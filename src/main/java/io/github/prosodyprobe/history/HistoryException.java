package io.github.prosodyprobe.history;

import org.jspecify.annotations.Nullable;

/** A history cannot be read, or a run cannot be kept in it; what was in it is as it was. */
public final class HistoryException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * An exception.
   *
   * @param message what is wrong
   * @param advice what to do next
   */
  HistoryException(String message, String advice, @Nullable Throwable cause) {
    super(message, cause);
    this.advice = advice;
  }

  HistoryException(String message, String advice) {
    this(message, advice, null);
  }

  /** What to do next. */
  public String advice() {
    return advice;
  }
}
