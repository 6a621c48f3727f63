package dev.lapwing.state;

import java.nio.file.Path;
import java.sql.SQLException;

/** The tables of a folder's database. */
final class SqliteSchema {
  private static final int VERSION = 4;

  private static final String[] TABLES = {
    """
    CREATE TABLE runs (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      program BLOB NOT NULL,
      sizes TEXT NOT NULL,
      options TEXT NOT NULL,
      status TEXT NOT NULL,
      reason TEXT NOT NULL)
    """,
    """
    CREATE TABLE items (
      run TEXT NOT NULL,
      item INTEGER NOT NULL,
      edges BLOB NOT NULL,
      done INTEGER NOT NULL,
      next INTEGER,
      PRIMARY KEY (run, item)) WITHOUT ROWID
    """,
    """
    CREATE TABLE executors (
      run TEXT NOT NULL,
      id TEXT NOT NULL,
      tasks INTEGER NOT NULL,
      flops REAL NOT NULL,
      details TEXT NOT NULL,
      seen INTEGER NOT NULL,
      PRIMARY KEY (run, id)) WITHOUT ROWID
    """,
    """
    CREATE TABLE leaders (
      run TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      until INTEGER NOT NULL,
      executors INTEGER NOT NULL,
      memo TEXT NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE TABLE messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run TEXT NOT NULL,
      task INTEGER NOT NULL,
      urgency REAL NOT NULL,
      visible INTEGER NOT NULL,
      received INTEGER NOT NULL)
    """,
    "CREATE INDEX messages_by_urgency ON messages (run, urgency DESC, id)"
  };

  private SqliteSchema() {}

  /** Makes the tables unless there are some; the version of those that there are. */
  static int create(SqliteStatements statements) throws SQLException {
    int version = statements.query("PRAGMA user_version", row -> row.getInt(1)).get(0);
    if (version != 0) {
      return version;
    }
    for (String table : TABLES) {
      statements.update(table);
    }
    statements.update("PRAGMA user_version = " + VERSION);
    return VERSION;
  }

  /** Refuses tables of another version. */
  static void check(int version, Path file) throws PermanentStoreException {
    if (version != VERSION) {
      throw new PermanentStoreException(
          "%s was made by another version of Lapwing (schema %d, not %d): use that version, or another folder."
              .formatted(file, version, VERSION));
    }
  }
}
