package dev.lapwing.state.aws;

import dev.lapwing.testing.LocalTables;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table of one test. */
final class DynamoWorld implements AutoCloseable {
  static final Duration RETENTION = Duration.ofDays(30);

  private final DynamoDbClient client;
  private final String table = "t" + UUID.randomUUID();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  private DynamoWorld(DynamoDbClient client) {
    this.client = client;
  }

  static DynamoWorld at(URI endpoint) {
    var world = new DynamoWorld(client(endpoint));
    LocalTables.create(endpoint, world.table);
    return world;
  }

  static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .httpClient(Apache5HttpClient.create())
        .build();
  }

  DynamoDbClient client() {
    return client;
  }

  String name() {
    return table;
  }

  /** A run table whose service has such a clock. */
  DynamoRunTable runTable(InstantSource clock) {
    return new DynamoRunTable(
        new DynamoCalls(client, table, answer -> {}),
        new Expiry(clock, RETENTION),
        new Together(threads));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.deleteTable(request -> request.tableName(table));
    client.close();
  }
}
