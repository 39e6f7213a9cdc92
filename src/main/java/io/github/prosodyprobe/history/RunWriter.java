package io.github.prosodyprobe.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.report.Fingerprint;
import io.github.prosodyprobe.report.JsonReport;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.PastRun.Course;
import io.github.prosodyprobe.report.PastStates;
import io.github.prosodyprobe.report.PastStates.Subject;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.Summary;
import io.github.prosodyprobe.text.Escaper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a run into the tables, within a transaction of the caller's. */
final class RunWriter {

  private final Connection connection;

  RunWriter(Connection connection) {
    this.connection = connection;
  }

  void write(String target, Report.PolicyReference policy, Judged judged) throws SQLException {
    Report report = judged.report();
    PastStates states = PastStates.of(report);
    Summary summary = report.summary();
    long run =
        insert(
            """
            INSERT INTO run (target, finished, vantage, course, verdict,
              policy, policy_version, policy_sha256,
              pass, fail, unknown, waived, not_applicable, info,
              certificate_end, subjects, states)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            target,
            report.run().finished().toEpochMilli(),
            report.run().vantage(),
            Course.of(report.run()).name(),
            judged.verdict().name(),
            policy.name(),
            policy.version(),
            policy.sha256(),
            summary.pass(),
            summary.fail(),
            summary.unknown(),
            summary.waived(),
            summary.notApplicable(),
            summary.info(),
            report.firstCertificateEnd().map(Instant::toEpochMilli).orElse(null),
            subjects(states.subjects()),
            states.letters());
    insert("INSERT INTO report (run, json) VALUES (?, ?)", run, compressed(report));
  }

  /**
   * Drops the reports that need not stay. The file does not shrink by that: the next reports take
   * their room.
   */
  void dropReports(String target, Retention retention) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            DELETE FROM report WHERE run IN (
              SELECT id FROM run WHERE target = ? ORDER BY finished DESC, id DESC LIMIT -1 OFFSET ?)
            """)) {
      statement.setString(1, target);
      statement.setInt(2, retention.reports());
      statement.executeUpdate();
    }
  }

  /** The number of a list, which most runs share. */
  private long subjects(List<Subject> subjects) throws SQLException {
    String list =
        subjects.stream()
            // Escaped, so that neither a tab nor a line feed can come from a server.
            .map(
                subject ->
                    Escaper.DOCUMENT.escape(subject.check())
                        + "\t"
                        + Escaper.DOCUMENT.escape(subject.place()))
            .collect(Collectors.joining("\n"));
    String digest = Fingerprint.hex(list);
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM subjects WHERE sha256 = ?")) {
      statement.setString(1, digest);
      try (ResultSet found = statement.executeQuery()) {
        if (found.next()) {
          return found.getLong(1);
        }
      }
    }
    return insert("INSERT INTO subjects (sha256, list) VALUES (?, ?)", digest, list);
  }

  private long insert(String command, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(command)) {
      for (int index = 0; index < values.length; index++) {
        statement.setObject(index + 1, values[index]);
      }
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement("SELECT last_insert_rowid()");
        ResultSet id = statement.executeQuery()) {
      id.next();
      return id.getLong(1);
    }
  }

  private static byte[] compressed(Report report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(JsonReport.of(report).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
