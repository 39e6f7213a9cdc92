package io.github.prosodyprobe.history;

import io.github.prosodyprobe.report.PastRun;
import io.github.prosodyprobe.report.PastRun.Course;
import io.github.prosodyprobe.report.PastStates;
import io.github.prosodyprobe.report.PastStates.Subject;
import io.github.prosodyprobe.report.Report.PolicyReference;
import io.github.prosodyprobe.report.Summary;
import io.github.prosodyprobe.report.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads runs from the tables, within a transaction of the caller's. */
final class RunReader {

  /** A report is not larger than what the reader of reports takes. */
  private static final int REPORT_BYTES = 64 << 20;

  private final Connection connection;
  private final Map<Long, List<Subject>> lists = new HashMap<>();

  RunReader(Connection connection) {
    this.connection = connection;
  }

  /** The runs of a target, the oldest first; of two that ended together the one kept first. */
  List<PastRun> runs(String target) throws SQLException {
    List<PastRun> runs = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT id, finished, vantage, course, verdict, policy, policy_version, policy_sha256,
              pass, fail, unknown, waived, not_applicable, info, certificate_end, subjects, states
            FROM run WHERE target = ? ORDER BY finished, id""")) {
      statement.setString(1, target);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          runs.add(run(row));
        }
      }
    } catch (IllegalArgumentException e) {
      // A word or a number of letters that no version ever wrote.
      throw new SQLException("a run in it makes no sense: " + e.getMessage(), e);
    }
    return runs;
  }

  private PastRun run(ResultSet row) throws SQLException {
    int column = 0;
    return new PastRun(
        row.getLong(++column),
        Instant.ofEpochMilli(row.getLong(++column)),
        row.getString(++column),
        Course.valueOf(row.getString(++column)),
        Verdict.valueOf(row.getString(++column)),
        new PolicyReference(
            row.getString(++column), row.getString(++column), row.getString(++column)),
        new Summary(
            row.getInt(++column),
            row.getInt(++column),
            row.getInt(++column),
            row.getInt(++column),
            row.getInt(++column),
            row.getInt(++column)),
        time(row, ++column),
        new PastStates(subjects(row.getLong(++column)), row.getString(++column)));
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private List<Subject> subjects(long id) throws SQLException {
    List<Subject> known = lists.get(id);
    if (known != null) {
      return known;
    }
    List<Subject> read;
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT list FROM subjects WHERE id = ?")) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        read = row.next() ? row.getString(1).lines().map(RunReader::subject).toList() : List.of();
      }
    }
    lists.put(id, read);
    return read;
  }

  private static Subject subject(String line) {
    int tab = line.indexOf('\t');
    return new Subject(line.substring(0, Math.max(0, tab)), line.substring(tab + 1));
  }

  Optional<byte[]> report(String target, long number) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT json FROM report JOIN run ON run.id = run WHERE run = ? AND target = ?")) {
      statement.setLong(1, number);
      statement.setString(2, target);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(plain(row.getBytes(1))) : Optional.empty();
      }
    }
  }

  private static byte[] plain(byte[] compressed) throws SQLException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return gzip.readNBytes(REPORT_BYTES);
    } catch (IOException e) {
      throw new SQLException("the report of a run cannot be unpacked: " + e.getMessage(), e);
    }
  }

  List<String> targets() throws SQLException {
    List<String> targets = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT DISTINCT target FROM run ORDER BY target");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        targets.add(row.getString(1));
      }
    }
    return targets;
  }
}
