package io.github.prosodyprobe.history;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what a fault of the database means for the operator. */
final class Faults {

  private static final int PRIMARY_CODE = 0xff;

  private Faults() {}

  static HistoryException of(String name, SQLException fault) {
    int code = fault instanceof SQLiteException known ? known.getResultCode().code : 0;
    return switch (SQLiteErrorCode.getErrorCode(code & PRIMARY_CODE)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(name, fault);
      case SQLITE_FULL ->
          new HistoryException(
              "the history " + name + " has no room: the disk is full",
              "Make room; the runs before this one are there.",
              fault);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          new HistoryException(
              "the history " + name + " is in use by another program for too long",
              "Find out which: fuser " + name,
              fault);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
          new HistoryException(
              "the history " + name + " may not be read and written",
              "Check the permissions of the file and of its folder.",
              fault);
      case null, default ->
          new HistoryException(
              "the history " + name + " cannot be used: " + fault.getMessage(),
              "The runs in it were left as they are.",
              fault);
    };
  }

  static HistoryException damaged(String name, @Nullable Throwable cause) {
    return new HistoryException(
        "the history " + name + " is damaged, and was left as it is",
        "Move it away and restore a copy, or save what can be read: sqlite3 " + name + " .recover",
        cause);
  }
}
