package dev.lapwing.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The queue of one run in a SQLite database, most urgent first. Safe for use by many processes.
 *
 * <p>A message is visible from an instant on; a lease is that instant in the future. The receipt of
 * a delivery is the message's number and how often it was received, so that a lease that ended and
 * a later one have different receipts.
 *
 * <p>Those who wait are woken by what this process sends; what other processes send they find by
 * looking, first every 2 and in the end every 50 milliseconds.
 */
final class SqliteTaskQueue implements TaskQueue {
  private static final Duration FIRST_LOOK = Duration.ofMillis(2);
  private static final Duration RARE_LOOK = Duration.ofMillis(50);

  private final SqliteDatabase database;
  private final String run;
  private final InstantSource clock;
  private final Bell arrivals;
  private volatile boolean closed;

  /**
   * @param arrivals rung by all queues of that run in this process
   */
  SqliteTaskQueue(SqliteDatabase database, String run, InstantSource clock, Bell arrivals) {
    this.database = database;
    this.run = run;
    this.clock = clock;
    this.arrivals = arrivals;
  }

  @Override
  public void send(List<TaskMessage> messages) throws StoreException {
    long now = clock.millis();
    database.transaction(
        sql -> {
          int sent = 0;
          for (TaskMessage message : messages) {
            sent +=
                sql.update(
                    "INSERT INTO messages (run, task, urgency, visible, received) VALUES (?, ?, ?, ?, 0)",
                    run,
                    message.task(),
                    message.urgency(),
                    now);
          }
          return sent;
        });
    arrivals.ring();
  }

  @Override
  public List<Delivery> receive(int limit, Duration lease, Duration wait)
      throws StoreException, InterruptedException {
    Instant deadline = clock.instant().plus(wait);
    Duration pause = FIRST_LOOK;
    while (true) {
      long heard = arrivals.rings();
      List<Delivery> deliveries = receiveNow(limit, lease);
      Duration left = Duration.between(clock.instant(), deadline);
      if (!deliveries.isEmpty() || left.isNegative() || left.isZero() || closed) {
        return deliveries;
      }
      arrivals.await(heard, shorter(pause, left).toNanos());
      pause = shorter(pause.multipliedBy(2), RARE_LOOK);
    }
  }

  @Override
  public boolean renew(Delivery delivery, Duration lease) throws StoreException {
    Instant now = clock.instant();
    int renewed =
        database.execute(
            sql ->
                sql.update(
                    "UPDATE messages SET visible = ? WHERE id = ? AND received = ? AND visible > ?",
                    now.plus(lease).toEpochMilli(),
                    Receipt.of(delivery).message(),
                    delivery.receiveCount(),
                    now.toEpochMilli()));
    if (lease.isZero()) {
      arrivals.ring();
    }
    return renewed == 1;
  }

  @Override
  public void delete(Delivery delivery) throws StoreException {
    database.execute(
        sql ->
            sql.update(
                "DELETE FROM messages WHERE id = ? AND received = ?",
                Receipt.of(delivery).message(),
                delivery.receiveCount()));
  }

  @Override
  public Depth depth() throws StoreException {
    long now = clock.millis();
    return database
        .look(
            sql ->
                sql.query(
                    """
                    SELECT COUNT(*) FILTER (WHERE visible <= ?), COUNT(*) FILTER (WHERE visible > ?)
                    FROM messages WHERE run = ?
                    """,
                    row -> new Depth(row.getLong(1), row.getLong(2)),
                    now,
                    now,
                    run))
        .get(0);
  }

  /** Leaves the database open. */
  @Override
  public void close() {
    closed = true;
    arrivals.ring();
  }

  /** Deletes all messages of the run. */
  void purge() throws StoreException {
    database.execute(sql -> sql.update("DELETE FROM messages WHERE run = ?", run));
  }

  private List<Delivery> receiveNow(int limit, Duration lease) throws StoreException {
    Instant now = clock.instant();
    return database.execute(
        sql ->
            sql.query(
                """
                UPDATE messages SET visible = ?, received = received + 1 WHERE id IN (
                  SELECT id FROM messages WHERE run = ? AND visible <= ?
                  ORDER BY urgency DESC, id LIMIT ?)
                RETURNING id, task, urgency, received
                """,
                SqliteTaskQueue::delivery,
                now.plus(lease).toEpochMilli(),
                run,
                now.toEpochMilli(),
                limit));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    int received = row.getInt(4);
    return new Delivery(
        new TaskMessage(row.getLong(2), row.getDouble(3)),
        new Receipt(row.getLong(1), received).toString(),
        received);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Names a delivery: {@code 17-2} is the second delivery of message 17. */
  private record Receipt(long message, int received) {
    static Receipt of(Delivery delivery) {
      String[] parts = delivery.receipt().split("-", 2);
      return new Receipt(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
      return message + "-" + received;
    }
  }
}
