package dev.lapwing.testing;

import java.util.List;

/**
 * A DynamoDB service in a process of its own, as LocalStack starts one: its command line is that of
 * DynamoDBLocal's server, and the jar is an agent too. Unlike that server it listens on 127.0.0.1
 * alone.
 */
public final class DynamoDbProcess {
  private static final String PORT = "-port";

  private DynamoDbProcess() {}

  /** An agent that does nothing: LocalStack wants one. */
  public static void premain(String arguments) {}

  /**
   * Serves until the process is killed.
   *
   * @param arguments {@code -port NUMBER}, and others that say what is so anyway
   */
  public static void main(String... arguments) throws InterruptedException {
    List<String> words = List.of(arguments);
    int place = words.indexOf(PORT);
    if (place < 0 || place + 1 == words.size()) {
      System.err.println("Say on which port: " + PORT + " NUMBER");
      System.exit(2);
    }
    LocalDynamoDb service = LocalDynamoDb.start(Integer.parseInt(words.get(place + 1)));
    System.out.println("DynamoDB at " + service.endpoint());
    Thread.currentThread().join();
  }
}
