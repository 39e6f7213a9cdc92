package io.github.prosodyprobe.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of a history, and whether a file has them. */
final class HistorySchema {

  /** In the header of the file, so that no other program's database is taken for a history. */
  static final int APPLICATION = 0x70726f62;

  /** Counts up with each change of the tables; an older file is brought up to it. */
  static final int VERSION = 1;

  private static final String[] TABLES = {
    """
    CREATE TABLE subjects (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE,
      list TEXT NOT NULL -- a line each: check, tab, place
    )""",
    """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      target TEXT NOT NULL, -- in ASCII
      finished INTEGER NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
      vantage TEXT NOT NULL,
      course TEXT NOT NULL,
      verdict TEXT NOT NULL,
      policy TEXT NOT NULL,
      policy_version TEXT NOT NULL,
      policy_sha256 TEXT NOT NULL,
      pass INTEGER NOT NULL,
      fail INTEGER NOT NULL,
      unknown INTEGER NOT NULL,
      waived INTEGER NOT NULL,
      not_applicable INTEGER NOT NULL,
      info INTEGER NOT NULL,
      certificate_end INTEGER, -- of the first to end, like finished
      subjects INTEGER NOT NULL REFERENCES subjects,
      states TEXT NOT NULL -- a letter for each subject: + x ? - w i
    )""",
    "CREATE INDEX run_by_target ON run (target, finished)",
    // Of its own, so that reading the runs does not read past their reports; old ones may be gone.
    """
    CREATE TABLE report (
      run INTEGER PRIMARY KEY REFERENCES run,
      json BLOB NOT NULL -- gzip
    )""",
    "PRAGMA application_id = " + APPLICATION,
    "PRAGMA user_version = " + VERSION
  };

  private HistorySchema() {}

  /** Whether the file is a history, or else as empty as a new one; within a transaction. */
  static boolean isThere(Connection connection, String name) throws SQLException, HistoryException {
    int application = number(connection, "PRAGMA application_id");
    int version = number(connection, "PRAGMA user_version");
    if (application == 0 && version == 0 && number(connection, "PRAGMA schema_version") == 0) {
      return false;
    }
    if (application != APPLICATION) {
      throw new HistoryException(
          name + " is the database of another program", "Name a file of its own for the history.");
    }
    if (version != VERSION) {
      throw new HistoryException(
          "the history "
              + name
              + " has version "
              + version
              + " of its tables; this program knows version "
              + VERSION,
          "Use the version of prosody-probe that wrote it, or a newer one.");
    }
    return true;
  }

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
  }

  /** Reads the whole file, so that nothing is written into one that is damaged anywhere. */
  static void checkWhole(Connection connection, String name) throws SQLException, HistoryException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (!answer.next() || !answer.getString(1).equals("ok")) {
        throw Faults.damaged(name, null);
      }
    }
  }

  private static int number(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(pragma)) {
      return answer.next() ? answer.getInt(1) : 0;
    }
  }
}
