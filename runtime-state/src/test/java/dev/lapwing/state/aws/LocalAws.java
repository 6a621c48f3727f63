package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.AwsServices;
import dev.lapwing.testing.FaultyHttpClient;
import dev.lapwing.testing.LocalTables;
import dev.lapwing.testing.WireFaults;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * S3, SQS and DynamoDB with the resources of a deployed stack, for the tests of a class: all AWS
 * clients of the JVM find them, and processes that get its {@link #variables} do.
 */
public final class LocalAws implements BeforeAllCallback, AfterAllCallback {
  private final String stack = AwsServices.uniqueName("lapwing");
  private AwsServices services;
  private AwsEnvironment environment;
  private AwsPlace place;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    services = AwsServices.find();
    environment =
        AwsEnvironment.start()
            .service("S3", services.s3())
            .service("Sqs", services.sqs())
            .service("DynamoDb", services.dynamoDb());
    try (AwsClients clients = AwsClients.ofEnvironment()) {
      LocalTables.create(clients.dynamoDb(), stack);
      clients.s3().createBucket(request -> request.bucket(stack));
      clients.sqs().createQueue(request -> request.queueName(deadQueue()));
      String dead = arn(clients.sqs(), deadQueue());
      place = new AwsPlace(stack, "scratch", stack, stack + "-", Optional.of(dead));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    try (AwsClients clients = AwsClients.ofEnvironment()) {
      LocalBucket.remove(clients.s3(), stack);
      clients.dynamoDb().deleteTable(request -> request.tableName(stack));
      SqsClient sqs = clients.sqs();
      sqs.listQueuesPaginator(request -> request.queueNamePrefix(stack)).queueUrls().stream()
          .forEach(url -> sqs.deleteQueue(request -> request.queueUrl(url)));
    }
    environment.close();
    services.close();
  }

  /** The stack. */
  public AwsPlace place() {
    return place;
  }

  /** Where a matrix of a name is. */
  public String matrix(String name) {
    return "s3://%s/matrices/%s.zarr".formatted(stack, name);
  }

  /** The keys of the bucket that start so. */
  public List<String> keys(String start) {
    try (AwsClients clients = AwsClients.ofEnvironment()) {
      return clients.s3().listObjectsV2(b -> b.bucket(stack).prefix(start)).contents().stream()
          .map(S3Object::key)
          .toList();
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clients that have misfortunes, as patient as others, in less time. */
  public AwsClients clients(WireFaults faults) {
    return new AwsClients(LocalBucket.PATIENCE, http -> new FaultyHttpClient(http, faults));
  }

  /** What a process needs in its environment to find the services. */
  public Map<String, String> variables() {
    return environment.variables();
  }

  /** The same, and the variables that name the stack, as a deployed function has them. */
  public Map<String, String> stackVariables() {
    Map<String, String> all = new HashMap<>(variables());
    all.put("LAPWING_BUCKET", place.bucket());
    all.put("LAPWING_PREFIX", place.prefix());
    all.put("LAPWING_TABLE", place.table());
    all.put("LAPWING_QUEUE_PREFIX", place.queuePrefix());
    all.put("LAPWING_DEAD_LETTER_QUEUE_ARN", place.deadLetterQueueArn().orElseThrow());
    return all;
  }

  /** The ARN of a queue. */
  static String arn(SqsClient sqs, String queue) {
    String url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    return sqs.getQueueAttributes(
            request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  private String deadQueue() {
    return stack + "-dead";
  }
}
