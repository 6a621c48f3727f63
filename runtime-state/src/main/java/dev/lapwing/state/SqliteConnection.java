package dev.lapwing.state;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** One connection to a SQLite database, which the threads of this process share. */
final class SqliteConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BUSY_MILLIS = 2_000;

  /** Merging the log forces both files, and whoever commits then waits: so not after every 4 MB. */
  private static final int PAGES_OF_LOG = 8_192;

  private final Path file;
  private final SqliteStatements statements;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  private SqliteConnection(Path file, SqliteStatements statements) {
    this.file = file;
    this.statements = statements;
  }

  static SqliteConnection open(Path file) throws StoreException {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    SqliteLibrary.load();
    try {
      return new SqliteConnection(
          file, SqliteRetries.untilFree(PATIENCE, () -> connect(file, config)));
    } catch (SQLException e) {
      throw SqliteRetries.failure(file, e);
    }
  }

  private static SqliteStatements connect(Path file, SQLiteConfig config) throws SQLException {
    var statements = new SqliteStatements(config.createConnection("jdbc:sqlite:" + file));
    statements.query("PRAGMA wal_autocheckpoint = " + PAGES_OF_LOG, row -> row.getInt(1));
    return statements;
  }

  /** Runs statements of which each is a transaction of its own; any may run again if it failed. */
  <T> T execute(SqliteWork<T> work) throws StoreException {
    lock.lock();
    try {
      checkOpen();
      return SqliteRetries.untilFree(PATIENCE, () -> work.run(statements));
    } catch (SQLException e) {
      throw SqliteRetries.failure(file, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws StoreException {
    lock.lock();
    try {
      closed = true;
      statements.close();
    } catch (SQLException e) {
      throw SqliteRetries.failure(file, e);
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() throws PermanentStoreException {
    if (closed) {
      throw new PermanentStoreException(file + " is closed.");
    }
  }
}
