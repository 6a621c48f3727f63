package dev.lapwing.testing;

import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
  private static final int ANY_PORT = 0;
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
    return start(ANY_PORT);
  }

  /** Starts it on a port; when this returns it answers. */
  static LocalDynamoDb start(int port) {
    SqliteLibrary.unpack();
    try {
      var handler =
          new LocalDynamoDBServerHandler(
              new LocalDynamoDBRequestHandler(0, IN_MEMORY, NO_FOLDER, SHARED, DELAYED), null);
      var server = new Server();
      var connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      connector.setPort(port);
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
    try (DynamoDbClient client = LocalTables.client(endpoint())) {
      LocalTables.create(client, name);
    }
    return this;
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
