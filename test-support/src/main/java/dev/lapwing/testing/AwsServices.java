package dev.lapwing.testing;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * S3, SQS and DynamoDB as a test finds them: in this JVM, each from when it is first asked for, or,
 * where the system property {@value #PROPERTY} names one, at the endpoint of somebody else's
 * service, such as LocalStack's. There others may have buckets, queues and tables, so those of a
 * test have names that nobody else has.
 */
public final class AwsServices implements AutoCloseable {
  /** The system property that names an endpoint for all three services. */
  public static final String PROPERTY = "lapwing.aws.endpoint";

  /** What the property says for LocalStack in a container, which needs Docker. */
  public static final String DOCKER = "docker";

  private final Optional<URI> foreign;
  private final Deque<Runnable> started = new ArrayDeque<>();
  private Optional<URI> s3 = Optional.empty();
  private Optional<URI> sqs = Optional.empty();
  private Optional<URI> dynamoDb = Optional.empty();

  private AwsServices(Optional<URI> foreign) {
    this.foreign = foreign;
  }

  /** The services of this JVM, or those that the property names. */
  public static AwsServices find() {
    return new AwsServices(
        foreign().map(url -> url.equals(DOCKER) ? LocalStackInDocker.endpoint() : URI.create(url)));
  }

  /** Whether tests find somebody else's services. */
  public static boolean areForeign() {
    return foreign().isPresent();
  }

  private static Optional<String> foreign() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).filter(url -> !url.isEmpty());
  }

  /** A name that nobody else uses: {@code start-0123456789ab}. */
  public static String uniqueName(String start) {
    return start + "-" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  /** Where S3 answers. */
  public URI s3() {
    s3 = s3.or(() -> foreign).or(() -> begin(LocalS3.start(), LocalS3::endpoint, LocalS3::close));
    return s3.get();
  }

  /** Where SQS answers. */
  public URI sqs() {
    sqs =
        sqs.or(() -> foreign)
            .or(() -> begin(LocalSqs.start(), LocalSqs::endpoint, LocalSqs::close));
    return sqs.get();
  }

  /** Where DynamoDB answers. */
  public URI dynamoDb() {
    dynamoDb =
        dynamoDb
            .or(() -> foreign)
            .or(() -> begin(LocalDynamoDb.start(), LocalDynamoDb::endpoint, LocalDynamoDb::close));
    return dynamoDb.get();
  }

  /** Ends the services of this JVM. */
  @Override
  public void close() {
    started.forEach(Runnable::run);
    started.clear();
  }

  private <S> Optional<URI> begin(S service, Function<S, URI> endpoint, Consumer<S> close) {
    started.push(() -> close.accept(service));
    return Optional.of(endpoint.apply(service));
  }
}
