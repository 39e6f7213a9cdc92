package io.github.prosodyprobe.history;

import io.github.prosodyprobe.report.History;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/**
 * The file with all runs: a SQLite database, for its owner only. Whatever ends a write before it is
 * done (a kill, a full disk) leaves the file as it was before, and several programs may use it at
 * once.
 *
 * <p>A damaged file, and one of a newer version or of another program, is read as little as it is
 * written.
 */
public final class HistoryFile {

  /** Other scans keep theirs in milliseconds; a copy being made of the file takes longer. */
  private static final int BUSY_MILLIS = 30_000;

  /** SQLITE_OPEN_NOFOLLOW, which the driver has no name for. */
  private static final int NO_FOLLOW = 0x0100_0000;

  private final Path file;
  private final String name;

  private HistoryFile(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException, HistoryException;
  }

  /**
   * Looks whether runs could be kept there, without looking into the file.
   *
   * @throws HistoryException when the place is none for a history
   */
  public static void check(Path file) throws HistoryException {
    HistoryPlace.check(file);
  }

  /**
   * The history in a file, which is created if there is none.
   *
   * @throws HistoryException when the place is none for a history
   */
  public static HistoryFile forKeeping(Path file) throws HistoryException {
    return new HistoryFile(HistoryPlace.forKeeping(file), file.toString());
  }

  /**
   * The history in a file.
   *
   * @throws HistoryException when there is none
   */
  public static HistoryFile forReading(Path file) throws HistoryException {
    return new HistoryFile(HistoryPlace.forReading(file), file.toString());
  }

  /**
   * Keeps a run.
   *
   * @param target the domain, in ASCII
   * @param judged its report, held against a policy
   * @param retention what stays of earlier runs of the target
   * @throws HistoryException when that is not possible; what was kept before is there, all of it
   */
  public void keep(String target, Judged judged, Retention retention) throws HistoryException {
    Report.PolicyReference policy = judged.report().policy();
    if (policy == null) {
      throw new IllegalArgumentException("a report without a policy has no results to keep");
    }
    use(
        SQLiteOpenMode.READWRITE,
        connection -> {
          if (HistorySchema.isThere(connection, name)) {
            HistorySchema.checkWhole(connection, name);
          } else {
            HistorySchema.create(connection);
          }
          RunWriter writer = new RunWriter(connection);
          writer.write(target, policy, judged);
          writer.dropReports(target, retention);
          return true;
        });
  }

  /**
   * The runs of a target.
   *
   * @param target the domain, in ASCII
   * @param shown the domain as the operator wrote it
   * @throws HistoryException when they cannot be read
   */
  public History of(String target, String shown) throws HistoryException {
    return read(
        new History(shown, List.of()),
        connection -> new History(shown, new RunReader(connection).runs(target)));
  }

  /**
   * The report of a run, as JSON.
   *
   * @param target the domain of the run, in ASCII
   * @param number of the run
   * @throws HistoryException when it cannot be read
   */
  public Optional<byte[]> report(String target, long number) throws HistoryException {
    return read(Optional.empty(), connection -> new RunReader(connection).report(target, number));
  }

  /**
   * The targets that there are runs of, in ASCII, by name.
   *
   * @throws HistoryException when they cannot be read
   */
  public List<String> targets() throws HistoryException {
    return read(List.of(), connection -> new RunReader(connection).targets());
  }

  private <T> T read(T nothing, Work<T> work) throws HistoryException {
    // Who may write takes away what a killed write left behind; who may not reads all the same.
    SQLiteOpenMode mode =
        Files.isWritable(file) ? SQLiteOpenMode.READWRITE : SQLiteOpenMode.READONLY;
    return use(
        mode,
        connection -> HistorySchema.isThere(connection, name) ? work.on(connection) : nothing);
  }

  private <T> T use(SQLiteOpenMode mode, Work<T> work) throws HistoryException {
    try (Connection connection = open(mode)) {
      connection.setAutoCommit(false);
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw Faults.of(name, e);
    }
  }

  private Connection open(SQLiteOpenMode mode) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    // Taking the lock for writing later could meet another writer that waits for this reader.
    config.setTransactionMode(
        mode == SQLiteOpenMode.READWRITE ? TransactionMode.IMMEDIATE : TransactionMode.DEFERRED);
    Properties properties = config.toProperties();
    properties.setProperty(
        SQLiteConfig.Pragma.OPEN_MODE.getPragmaName(), Integer.toString(mode.flag | NO_FOLLOW));
    return new SQLiteConfig(properties).createConnection("jdbc:sqlite:" + file);
  }
}
