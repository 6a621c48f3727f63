package dev.lapwing.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements of one connection, each prepared once. Not safe for use by several threads. */
final class SqliteStatements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  SqliteStatements(Connection connection) {
    this.connection = connection;
  }

  /** Executes a statement; the number of rows that it changed. */
  int update(String sql, Object... arguments) throws SQLException {
    return bind(sql, arguments).executeUpdate();
  }

  /** The rows that a query gives. */
  <T> List<T> query(String sql, Row<T> row, Object... arguments) throws SQLException {
    try (ResultSet results = bind(sql, arguments).executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (results.next()) {
        rows.add(row.read(results));
      }
      return rows;
    }
  }

  /** Ends a transaction that failed, if SQLite has not done so itself. */
  void rollback() {
    try {
      update("ROLLBACK");
    } catch (SQLException noTransaction) {
      // The failure itself has ended it.
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private PreparedStatement bind(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {
    /** The value of the row that the results stand at. */
    T read(ResultSet results) throws SQLException;
  }
}
