package dev.lapwing.testing;

import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * A DynamoDB service in this JVM, on a port of 127.0.0.1: DynamoDBLocal in memory, with one
 * database for all credentials and regions. It has the limits of AWS on sizes and none on rates,
 * and lets items live on after their time.
 *
 * <p>It has no tables at first. Its own server class is not used: that listens on all interfaces
 * and reports its use to AWS.
 */
public final class LocalDynamoDb implements AutoCloseable {
  private static final boolean IN_MEMORY = true;
  private static final boolean SHARED = true;
  private static final boolean DELAYED = false;
  private static final String NO_FOLDER = null;

  private final Server server;
  private final LocalDynamoDBServerHandler handler;

  private LocalDynamoDb(Server server, LocalDynamoDBServerHandler handler) {
    this.server = server;
    this.handler = handler;
  }

  /** Starts it; when this returns it answers. */
  public static LocalDynamoDb start() {
    SqliteLibrary.unpack();
    try {
      var handler =
          new LocalDynamoDBServerHandler(
              new LocalDynamoDBRequestHandler(0, IN_MEMORY, NO_FOLDER, SHARED, DELAYED), null);
      var server = new Server();
      var connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      server.setHandler(new ContextHandler(handler, "/"));
      server.start();
      return new LocalDynamoDb(server, handler);
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDBLocal does not start: " + e.getMessage(), e);
    }
  }

  /** Where it answers. */
  public URI endpoint() {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Makes a table as a deployed stack has it. */
  public LocalDynamoDb withTable(String name) {
    try (var http = Apache5HttpClient.create();
        DynamoDbClient client = client(http)) {
      client.createTable(
          request ->
              request
                  .tableName(name)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(attribute("pk"), attribute("sk"))
                  .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
      client.updateTimeToLive(
          request ->
              request
                  .tableName(name)
                  .timeToLiveSpecification(ttl -> ttl.attributeName("expires").enabled(true)));
    }
    return this;
  }

  private DynamoDbClient client(SdkHttpClient http) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .httpClient(http)
        .build();
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

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDBLocal does not stop: " + e.getMessage(), e);
    }
    handler.close();
  }
}
