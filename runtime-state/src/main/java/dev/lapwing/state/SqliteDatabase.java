package dev.lapwing.state;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * One SQLite database, through one connection that the threads of this process share; other
 * processes have connections of their own.
 *
 * <p>The journal is a write-ahead log that is forced to the disk only when it is merged: what is
 * committed survives the death of any process, and the loss of power may take back the latest
 * commits, but never some without all that came after.
 */
final class SqliteDatabase implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BUSY_MILLIS = 5_000;

  /** Merging the log forces both files, and whoever commits then waits: so not after every 4 MB. */
  private static final int PAGES_OF_LOG = 8_192;

  private final Path file;
  private final SqliteStatements statements;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  private SqliteDatabase(Path file, SqliteStatements statements) {
    this.file = file;
    this.statements = statements;
  }

  /** Opens the database, and makes it and its tables if need be. */
  static SqliteDatabase open(Path file) throws StoreException {
    var database = new SqliteDatabase(file, connect(file));
    try {
      int version = database.transaction(SqliteSchema::create);
      SqliteSchema.check(version, file);
      return database;
    } catch (StoreException e) {
      database.close();
      throw e;
    }
  }

  private static SqliteStatements connect(Path file) throws StoreException {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    try {
      return SqliteRetries.untilFree(
          PATIENCE,
          () -> {
            var statements = new SqliteStatements(config.createConnection("jdbc:sqlite:" + file));
            statements.query("PRAGMA wal_autocheckpoint = " + PAGES_OF_LOG, row -> row.getInt(1));
            return statements;
          });
    } catch (SQLException e) {
      throw SqliteRetries.failure(file, e);
    }
  }

  Path file() {
    return file;
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

  /** Runs statements as one transaction, which holds the lock for writing from its beginning. */
  <T> T transaction(SqliteWork<T> work) throws StoreException {
    return execute(
        all -> {
          all.update("BEGIN IMMEDIATE");
          boolean committed = false;
          try {
            T result = work.run(all);
            all.update("COMMIT");
            committed = true;
            return result;
          } finally {
            if (!committed) {
              all.rollback();
            }
          }
        });
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
