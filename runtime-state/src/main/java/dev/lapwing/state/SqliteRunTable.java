package dev.lapwing.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A run table in a SQLite database. Safe for use by many processes. */
final class SqliteRunTable implements RunTable {
  private final SqliteDatabase database;
  private final InstantSource clock;

  SqliteRunTable(SqliteDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean create(RunRecord run) throws StoreException {
    return database.execute(
            sql ->
                sql.update(
                    """
                    INSERT INTO runs (id, program, sizes, options, status, reason)
                    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                    """,
                    run.id(),
                    run.program(),
                    run.sizes(),
                    run.options(),
                    run.status().name(),
                    run.reason()))
        == 1;
  }

  @Override
  public Optional<RunRecord> find(String run) throws StoreException {
    return database
        .look(
            sql ->
                sql.query(
                    "SELECT id, program, sizes, options, status, reason FROM runs WHERE id = ?",
                    SqliteRunTable::run,
                    run))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<RunLife> life(String run) throws StoreException {
    return database
        .look(
            sql ->
                sql.query(
                    "SELECT status, reason FROM runs WHERE id = ?",
                    row -> new RunLife(RunStatus.valueOf(row.getString(1)), row.getString(2)),
                    run))
        .stream()
        .findFirst();
  }

  @Override
  public List<String> runs() throws StoreException {
    return database.look(
        sql -> sql.query("SELECT id FROM runs ORDER BY position", row -> row.getString(1)));
  }

  @Override
  public RunStatus end(String run, RunStatus status, String reason) throws StoreException {
    String ending = status.requireEnd().name();
    return database
        .transaction(
            sql -> {
              sql.update(
                  "UPDATE runs SET status = ?, reason = ? WHERE id = ? AND status = 'RUNNING'",
                  ending,
                  reason,
                  run);
              return status(sql, run);
            })
        .orElseThrow(() -> missing(run));
  }

  @Override
  public RunStatus resume(String run, String options) throws StoreException {
    return database
        .transaction(
            sql -> {
              sql.update(
                  "UPDATE runs SET status = 'RUNNING', reason = '', options = ? WHERE id = ? AND status <> 'DONE'",
                  options,
                  run);
              return status(sql, run);
            })
        .orElseThrow(() -> missing(run));
  }

  @Override
  public Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals) throws StoreException {
    if (arrivals.isEmpty()) {
      return Map.of();
    }
    return database.transaction(
        sql -> {
          Map<Long, TaskItem> items = new LinkedHashMap<>();
          for (Arrival arrival : arrivals) {
            items.put(arrival.item(), add(sql, run, arrival));
          }
          return items;
        });
  }

  @Override
  public boolean hasEdge(String run, long item, int edge) throws StoreException {
    return database.execute(sql -> edgeSet(sql, run, item)).has(edge);
  }

  @Override
  public boolean markDone(String run, long item, OptionalLong next) throws StoreException {
    Long child = next.isPresent() ? next.getAsLong() : null;
    return database.execute(
            sql ->
                sql.update(
                    """
                    INSERT INTO items (run, item, edges, done, next) VALUES (?, ?, x'', 1, ?)
                    ON CONFLICT (run, item) DO UPDATE SET done = 1, next = excluded.next
                    WHERE done = 0
                    """,
                    run,
                    item,
                    child))
        == 1;
  }

  @Override
  public TaskItem item(String run, long item) throws StoreException {
    return database.execute(sql -> edgeSet(sql, run, item)).item();
  }

  @Override
  public void heartbeat(String run, ExecutorItem executor) throws StoreException {
    long now = clock.millis();
    database.execute(
        sql ->
            sql.update(
                """
                INSERT OR REPLACE INTO executors (run, id, tasks, flops, details, seen)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                run,
                executor.id(),
                executor.tasks(),
                executor.flops(),
                executor.details(),
                now));
  }

  @Override
  public List<LastSign> lastSigns(String run) throws StoreException {
    long now = clock.millis();
    return database.look(
        sql ->
            sql.query(
                "SELECT id, tasks, flops, details, seen FROM executors WHERE run = ?",
                row -> new LastSign(executor(row), Duration.ofMillis(now - row.getLong(5))),
                run));
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Leadership claimLeadership(String run, Claim claim) throws StoreException {
    Instant now = clock.instant();
    return database.transaction(
        sql -> {
          boolean granted =
              claim.memo().isPresent()
                  ? goOn(sql, run, claim, now)
                  : beginToLead(sql, run, claim, now);
          Optional<Leadership> held =
              sql
                  .query(
                      "SELECT until, executors, memo FROM leaders WHERE run = ?",
                      row -> held(row, now),
                      run)
                  .stream()
                  .findFirst();
          return granted
              ? Leadership.of(claim, held.orElseThrow().memo())
              : held.orElse(new Leadership(false, Duration.ZERO, 0, ""));
        });
  }

  @Override
  public void delete(String run) throws StoreException {
    database.transaction(
        sql ->
            sql.update("DELETE FROM runs WHERE id = ?", run)
                + sql.update("DELETE FROM items WHERE run = ?", run)
                + sql.update("DELETE FROM executors WHERE run = ?", run)
                + sql.update("DELETE FROM leaders WHERE run = ?", run));
  }

  /** Leaves the database open: its owner closes it. */
  @Override
  public void close() {}

  /** Forgets which tasks of a run are done. */
  void forgetItems(String run) throws StoreException {
    database.execute(sql -> sql.update("DELETE FROM items WHERE run = ?", run));
  }

  private static boolean beginToLead(SqliteStatements sql, String run, Claim claim, Instant now)
      throws SQLException {
    int claimed =
        sql.update(
            """
            INSERT INTO leaders (run, name, until, executors, memo) VALUES (?, ?, ?, ?, '')
            ON CONFLICT (run) DO UPDATE
            SET name = excluded.name, until = excluded.until, executors = excluded.executors
            WHERE name = excluded.name OR until <= ?
            """,
            run,
            claim.name(),
            now.plus(claim.duration()).toEpochMilli(),
            claim.executors(),
            now.toEpochMilli());
    return claimed == 1;
  }

  private static boolean goOn(SqliteStatements sql, String run, Claim claim, Instant now)
      throws SQLException {
    int claimed =
        sql.update(
            "UPDATE leaders SET until = ?, executors = ?, memo = ? WHERE run = ? AND name = ?",
            now.plus(claim.duration()).toEpochMilli(),
            claim.executors(),
            claim.memo().orElseThrow(),
            run,
            claim.name());
    return claimed == 1;
  }

  private static Leadership held(ResultSet row, Instant now) throws SQLException {
    Duration left = Duration.between(now, Instant.ofEpochMilli(row.getLong(1)));
    return new Leadership(false, left, row.getInt(2), row.getString(3));
  }

  private RunMissing missing(String run) {
    return new RunMissing(run, database.file().toString());
  }

  private static TaskItem add(SqliteStatements sql, String run, Arrival arrival)
      throws SQLException {
    EdgeSet set = edgeSet(sql, run, arrival.item());
    if (set.has(arrival.edge())) {
      return set.item();
    }
    TaskItem after = set.add(arrival.edge());
    sql.update(
        """
        INSERT INTO items (run, item, edges, done) VALUES (?, ?, ?, 0)
        ON CONFLICT (run, item) DO UPDATE SET edges = excluded.edges
        """,
        run,
        arrival.item(),
        set.toBytes());
    return after;
  }

  private static EdgeSet edgeSet(SqliteStatements sql, String run, long item) throws SQLException {
    List<EdgeSet> found =
        sql.query(
            "SELECT edges, done, next FROM items WHERE run = ? AND item = ?",
            row -> EdgeSet.of(row.getBytes(1), row.getInt(2) == 1, next(row)),
            run,
            item);
    return found.isEmpty() ? new EdgeSet() : found.get(0);
  }

  private static OptionalLong next(ResultSet row) throws SQLException {
    long child = row.getLong(3);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(child);
  }

  private static ExecutorItem executor(ResultSet row) throws SQLException {
    return new ExecutorItem(row.getString(1), row.getLong(2), row.getDouble(3), row.getString(4));
  }

  private static Optional<RunStatus> status(SqliteStatements sql, String run) throws SQLException {
    return sql
        .query(
            "SELECT status FROM runs WHERE id = ?", row -> RunStatus.valueOf(row.getString(1)), run)
        .stream()
        .findFirst();
  }

  private static RunRecord run(ResultSet row) throws SQLException {
    return new RunRecord(
        row.getString(1),
        row.getBytes(2),
        row.getString(3),
        row.getString(4),
        RunStatus.valueOf(row.getString(5)),
        row.getString(6));
  }
}
