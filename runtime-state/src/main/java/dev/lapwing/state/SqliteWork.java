package dev.lapwing.state;

import java.sql.SQLException;

/** Something done with the statements of a database. */
@FunctionalInterface
interface SqliteWork<T> {
  /** Does it, and gives the result. */
  T run(SqliteStatements statements) throws SQLException;
}
