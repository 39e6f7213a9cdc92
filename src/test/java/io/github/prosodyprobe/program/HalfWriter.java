package io.github.prosodyprobe.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Comes to the middle of writing a history, says so, and waits to be killed. */
final class HalfWriter {

  private static final int ROWS = 500;

  private HalfWriter() {}

  /** Writes into the file that is the only argument. */
  public static void main(String[] arguments) throws SQLException, InterruptedException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
        Statement statement = connection.createStatement()) {
      // With no room to wait in memory, pages go into the file long before the transaction ends.
      statement.execute("PRAGMA cache_size = 5");
      connection.setAutoCommit(false);
      statement.execute("DELETE FROM report");
      statement.execute("UPDATE run SET states = '', target = 'lost.example'");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO report (run, json) VALUES (?, zeroblob(9000))")) {
        for (int row = 1; row <= ROWS; row++) {
          insert.setInt(1, row);
          insert.executeUpdate();
        }
      }
      System.out.println("half");
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
