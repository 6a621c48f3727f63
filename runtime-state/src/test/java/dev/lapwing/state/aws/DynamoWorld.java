package dev.lapwing.state.aws;

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
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table of one test. */
final class DynamoWorld implements AutoCloseable {
  static final Duration RETENTION = Duration.ofDays(30);

  private final DynamoDbClient client;
  private final String table = "t" + UUID.randomUUID();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  private DynamoWorld(DynamoDbClient client) {
    this.client = client;
    createTable(client, table);
  }

  static DynamoWorld at(URI endpoint) {
    return new DynamoWorld(client(endpoint));
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

  /** The table as a stack has it. */
  static void createTable(DynamoDbClient client, String table) {
    client.createTable(
        request ->
            request
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute(Attributes.PARTITION), attribute(Attributes.SORT))
                .keySchema(
                    key(Attributes.PARTITION, KeyType.HASH), key(Attributes.SORT, KeyType.RANGE)));
    client.updateTimeToLive(
        request ->
            request
                .tableName(table)
                .timeToLiveSpecification(
                    ttl -> ttl.attributeName(Attributes.EXPIRES).enabled(true)));
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

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
