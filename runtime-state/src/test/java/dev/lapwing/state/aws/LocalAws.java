package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.FaultyHttpClient;
import dev.lapwing.testing.LocalDynamoDb;
import dev.lapwing.testing.LocalS3;
import dev.lapwing.testing.LocalSqs;
import dev.lapwing.testing.WireFaults;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * S3, SQS and DynamoDB in this JVM, with the resources of a deployed stack, for the tests of a
 * class: all AWS clients of the JVM find them, and processes that get its {@link #variables} do.
 */
public final class LocalAws implements BeforeAllCallback, AfterAllCallback {
  private static final String BUCKET = "lapwing-bucket";
  private static final String TABLE = "lapwing";
  private static final String QUEUES = "lapwing-";
  private static final String DEAD = "lapwing-dead";

  private LocalS3 s3;
  private LocalSqs sqs;
  private LocalDynamoDb dynamoDb;
  private AwsEnvironment environment;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    s3 = LocalS3.start();
    sqs = LocalSqs.start();
    dynamoDb = LocalDynamoDb.start().withTable(TABLE);
    environment =
        AwsEnvironment.start()
            .service("S3", s3.endpoint())
            .service("Sqs", sqs.endpoint())
            .service("DynamoDb", dynamoDb.endpoint());
    try (AwsClients clients = AwsClients.ofEnvironment()) {
      clients.s3().createBucket(request -> request.bucket(BUCKET));
      clients.sqs().createQueue(request -> request.queueName(DEAD));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    environment.close();
    s3.close();
    sqs.close();
    dynamoDb.close();
  }

  /** The stack. */
  public AwsPlace place() {
    return new AwsPlace(BUCKET, "scratch", TABLE, QUEUES, Optional.of(sqs.arn(DEAD)));
  }

  /** Where a matrix of a name is. */
  public String matrix(String name) {
    return "s3://%s/matrices/%s.zarr".formatted(BUCKET, name);
  }

  /** The keys of the bucket that start so. */
  public List<String> keys(String start) {
    try (AwsClients clients = AwsClients.ofEnvironment()) {
      return clients.s3().listObjectsV2(b -> b.bucket(BUCKET).prefix(start)).contents().stream()
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
}
