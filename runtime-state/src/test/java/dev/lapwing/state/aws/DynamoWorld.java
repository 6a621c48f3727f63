package dev.lapwing.state.aws;

import dev.lapwing.state.RunTable;
import dev.lapwing.testing.LocalTables;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table of one test. */
public final class DynamoWorld implements AutoCloseable {
  static final Duration RETENTION = Duration.ofDays(30);

  private final DynamoDbClient client;
  private final String table = "t" + UUID.randomUUID();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  private DynamoWorld(DynamoDbClient client) {
    this.client = client;
  }

  /** A table of that service. */
  public static DynamoWorld at(URI endpoint) {
    var world = new DynamoWorld(LocalTables.client(endpoint));
    LocalTables.create(world.client, world.table);
    return world;
  }

  DynamoDbClient client() {
    return client;
  }

  String name() {
    return table;
  }

  /** A run table whose service has such a clock. */
  DynamoRunTable runTable(InstantSource clock) {
    return runTable(clock, client);
  }

  /** The same through another client. */
  DynamoRunTable runTable(InstantSource clock, DynamoDbClient through) {
    return new DynamoRunTable(
        new DynamoCalls(through, table, answer -> {}),
        new Expiry(clock, RETENTION),
        new Together(threads));
  }

  /** The same, as those see it who know no more of it. */
  public RunTable table(InstantSource clock, DynamoDbClient through) {
    return runTable(clock, through);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.deleteTable(request -> request.tableName(table));
    client.close();
  }
}
