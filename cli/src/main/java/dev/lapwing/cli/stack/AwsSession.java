package dev.lapwing.cli.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * What a command asks AWS through: clients over one pool of connections, in one region, as whoever
 * the environment says. Endpoints may be set as for all AWS tools, {@code AWS_ENDPOINT_URL_S3} and
 * so on. Used by one thread.
 */
public final class AwsSession implements AutoCloseable {
  private final Region region;
  private final DefaultCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();

  private AwsSession(Region region) {
    this.region = region;
    this.credentials = DefaultCredentialsProvider.builder().build();
    this.http = Apache5HttpClient.create();
  }

  /**
   * A session.
   *
   * @param region where; otherwise as the environment says
   * @throws NoRegion if it says nothing
   */
  public static AwsSession open(Optional<String> region) {
    return new AwsSession(region.map(Region::of).orElseGet(AwsSession::regionOfEnvironment));
  }

  private static Region regionOfEnvironment() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      throw new NoRegion(e);
    }
  }

  /** Where. */
  public Region region() {
    return region;
  }

  /** The client of CloudFormation. */
  public CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.builder());
  }

  /** The client of STS. */
  public StsClient sts() {
    return client(StsClient.builder());
  }

  /** The client of SQS. */
  public SqsClient sqs() {
    return client(SqsClient.builder());
  }

  /** The client of DynamoDB. */
  public DynamoDbClient dynamoDb() {
    return client(DynamoDbClient.builder());
  }

  /** The client of Lambda. */
  public LambdaClient lambda() {
    return client(LambdaClient.builder());
  }

  /** The client of S3; with an endpoint of one's own, the bucket is part of the path. */
  public S3Client s3() {
    S3Client plain = client(S3Client.builder());
    return plain.serviceClientConfiguration().endpointOverride().isPresent()
        ? client(S3Client.builder().forcePathStyle(true))
        : plain;
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
      C client(B builder) {
    C client = builder.region(region).credentialsProvider(credentials).httpClient(http).build();
    open.push(client);
    return client;
  }

  @Override
  public void close() {
    open.forEach(SdkAutoCloseable::close);
    http.close();
    credentials.close();
  }
}
