package dev.lapwing.state;

import java.nio.file.Path;

/**
 * One SQLite database, through two connections that the threads of this process share; other
 * processes have connections of their own.
 *
 * <p>The journal is a write-ahead log that is forced to the disk only when it is merged: what is
 * committed survives the death of any process, and the loss of power may take back the latest
 * commits, but never some without all that came after.
 *
 * <p>One process writes at a time. If it is stopped while it does, all others wait; who only looks
 * how things are does not, because a log is read past a writer. So looking has a connection of its
 * own.
 */
final class SqliteDatabase implements AutoCloseable {
  private final Path file;
  private final SqliteConnection main;
  private final SqliteConnection looking;

  private SqliteDatabase(Path file, SqliteConnection main, SqliteConnection looking) {
    this.file = file;
    this.main = main;
    this.looking = looking;
  }

  /** Opens the database, and makes it and its tables if need be. */
  static SqliteDatabase open(Path file) throws StoreException {
    SqliteConnection main = SqliteConnection.open(file);
    try {
      SqliteSchema.check(transaction(main, SqliteSchema::create), file);
      return new SqliteDatabase(file, main, SqliteConnection.open(file));
    } catch (StoreException e) {
      main.close();
      throw e;
    }
  }

  Path file() {
    return file;
  }

  /** Runs statements of which each is a transaction of its own; any may run again if it failed. */
  <T> T execute(SqliteWork<T> work) throws StoreException {
    return main.execute(work);
  }

  /** Runs statements as one transaction, which holds the lock for writing from its beginning. */
  <T> T transaction(SqliteWork<T> work) throws StoreException {
    return transaction(main, work);
  }

  /** Runs a query that changes nothing, and waits for nobody who writes. */
  <T> T look(SqliteWork<T> query) throws StoreException {
    return looking.execute(query);
  }

  private static <T> T transaction(SqliteConnection connection, SqliteWork<T> work)
      throws StoreException {
    return connection.execute(
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
    try {
      looking.close();
    } finally {
      main.close();
    }
  }
}
