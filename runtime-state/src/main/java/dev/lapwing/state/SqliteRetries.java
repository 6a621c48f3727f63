package dev.lapwing.state;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What to do about the errors of SQLite, by their class. */
final class SqliteRetries {
  private SqliteRetries() {}

  /**
   * Runs an operation again for as long as another process holds the lock that it needs. SQLite
   * itself waits for the lock within each try.
   */
  static <T> T untilFree(Duration patience, Operation<T> operation) throws SQLException {
    long start = System.nanoTime();
    while (true) {
      try {
        return operation.run();
      } catch (SQLException e) {
        boolean exhausted = System.nanoTime() - start > patience.toNanos();
        if (!isBusy(e) || exhausted) {
          throw e;
        }
      }
    }
  }

  /** What a failure that was not retried, or not with success, is to the caller. */
  static StoreException failure(Path file, SQLException cause) {
    return switch (primaryCode(cause)) {
      case SQLITE_FULL ->
          new StoreException(
              "%s: the disk is full. Make room, then resume the run.".formatted(file), cause);
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
          new StoreException(
              "%s is locked by another process, which hangs or was stopped: let it go on, or end it."
                  .formatted(file),
              cause);
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
          refused(
              "%s cannot be opened for writing (%s): check the folder and its permissions.",
              file, cause);
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          refused(
              "%s is damaged or is not a database of Lapwing (%s): delete it and start the run again.",
              file, cause);
      default -> new StoreException("%s: %s".formatted(file, cause.getMessage()), cause);
    };
  }

  private static PermanentStoreException refused(String message, Path file, SQLException cause) {
    return new PermanentStoreException(message.formatted(file, cause.getMessage()), cause);
  }

  private static boolean isBusy(SQLException e) {
    return switch (primaryCode(e)) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> true;
      default -> false;
    };
  }

  /** The class of an error: the low byte of its extended code. */
  private static SQLiteErrorCode primaryCode(SQLException e) {
    int code = e instanceof SQLiteException sqlite ? sqlite.getResultCode().code : e.getErrorCode();
    return SQLiteErrorCode.getErrorCode(code & 0xFF);
  }

  /** An operation of a database. */
  @FunctionalInterface
  interface Operation<T> {
    /** Does it, and gives the result. */
    T run() throws SQLException;
  }
}
