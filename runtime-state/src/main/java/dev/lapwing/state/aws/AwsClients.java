package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The clients of AWS services, one of each, with a bounded pool of connections each. A client is
 * made when it is first asked for; region, credentials and endpoints are those that all AWS tools
 * take ({@code AWS_REGION}, {@code AWS_PROFILE}, {@code AWS_ENDPOINT_URL_S3}, ...). All requests
 * are counted. Safe for use by many threads.
 */
public final class AwsClients implements AutoCloseable {
  private static final int CONNECTIONS = 64;

  private final AwsPatience patience;
  private final UnaryOperator<SdkHttpClient> wire;
  private final RequestCounters counters = new RequestCounters();
  private final OnDemand<AwsAccount> account = new OnDemand<>(AwsAccount::ofEnvironment);
  private final OnDemand<Connected<S3Client>> s3 = new OnDemand<>(this::makeS3);
  private final OnDemand<Connected<SqsClient>> sqs =
      new OnDemand<>(() -> connect(http -> configured(SqsClient.builder(), http).build()));
  private final OnDemand<Connected<DynamoDbClient>> dynamoDb =
      new OnDemand<>(() -> connect(http -> configured(DynamoDbClient.builder(), http).build()));

  /**
   * Clients with a patience, over connections of a kind.
   *
   * @param wire what is put before the HTTP client of each service: nothing, or in a test
   *     misfortunes
   */
  public AwsClients(AwsPatience patience, UnaryOperator<SdkHttpClient> wire) {
    this.patience = patience;
    this.wire = wire;
  }

  /** Clients as the environment says. */
  public static AwsClients ofEnvironment() {
    return new AwsClients(AwsPatience.defaults(), UnaryOperator.identity());
  }

  /**
   * The client of S3.
   *
   * @throws PermanentStoreException if there are no credentials or no region
   */
  public S3Client s3() throws StoreException {
    return s3.get().client();
  }

  /**
   * The client of SQS.
   *
   * @throws PermanentStoreException if there are no credentials or no region
   */
  public SqsClient sqs() throws StoreException {
    return sqs.get().client();
  }

  /**
   * The client of DynamoDB.
   *
   * @throws PermanentStoreException if there are no credentials or no region
   */
  public DynamoDbClient dynamoDb() throws StoreException {
    return dynamoDb.get().client();
  }

  /**
   * The objects of a bucket below a prefix.
   *
   * @param prefix what their keys start with, without a slash at its ends; may be empty
   */
  public S3Objects objects(String bucket, String prefix) throws StoreException {
    return new S3Objects(calls(bucket), prefix, patience);
  }

  /** The deletions of objects of a bucket for which nobody waits; none yet. */
  public S3Deletions deletions(String bucket) {
    return new S3Deletions(() -> calls(bucket));
  }

  /** What all clients have asked for. */
  public RequestCounters counters() {
    return counters;
  }

  @Override
  public void close() throws StoreException {
    try {
      s3.close();
      sqs.close();
      dynamoDb.close();
      account.close();
    } catch (Exception e) {
      throw new StoreException("Closing the AWS clients failed: " + e, e);
    }
  }

  private S3Calls calls(String bucket) throws StoreException {
    return new S3Calls(s3(), bucket, account.get().region());
  }

  /**
   * With an endpoint of one's own, the bucket is part of the path: its name before the host would
   * be a name that nobody resolves.
   */
  private Connected<S3Client> makeS3() throws StoreException {
    Connected<S3Client> made = connect(http -> s3Builder(http).build());
    if (made.client().serviceClientConfiguration().endpointOverride().isEmpty()) {
      return made;
    }
    made.close();
    return connect(http -> s3Builder(http).forcePathStyle(true).build());
  }

  private S3ClientBuilder s3Builder(SdkHttpClient http) throws StoreException {
    return configured(S3Client.builder(), http)
        .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder, SdkHttpClient http) throws StoreException {
    return builder
        .credentialsProvider(account.get().credentials())
        .region(account.get().region())
        .httpClient(http)
        .overrideConfiguration(configuration());
  }

  private ClientOverrideConfiguration configuration() {
    return ClientOverrideConfiguration.builder()
        .addExecutionInterceptor(counters)
        .addExecutionInterceptor(new WholeAnswers())
        .retryStrategy(retries())
        .apiCallAttemptTimeout(patience.attempt())
        .build();
  }

  private RetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(patience.attempts())
        .backoffStrategy(
            BackoffStrategy.exponentialDelay(patience.firstPause(), patience.longestPause()))
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(
                patience.firstPause().multipliedBy(10), patience.longestPause()))
        .retryOnException(S3Failures::mayBeRepeated)
        .retryOnException(AwsFailures::mayBeRepeated)
        .build();
  }

  private <C extends SdkClient> Connected<C> connect(Making<C> making) throws StoreException {
    SdkHttpClient http =
        wire.apply(
            Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .socketTimeout(patience.silence())
                .connectionAcquisitionTimeout(patience.attempt())
                .build());
    try {
      return new Connected<>(making.make(http), http);
    } catch (SdkException e) {
      http.close();
      throw new PermanentStoreException(
          "The AWS settings of this environment cannot be used: " + e.getMessage(), e);
    } catch (StoreException e) {
      http.close();
      throw e;
    }
  }

  /** Makes a client over an HTTP client. */
  private interface Making<C> {
    C make(SdkHttpClient http) throws StoreException;
  }

  /** A client and its connections, which it does not close itself. */
  private record Connected<C extends SdkClient>(C client, SdkHttpClient http)
      implements AutoCloseable {
    @Override
    public void close() {
      client.close();
      http.close();
    }
  }
}
