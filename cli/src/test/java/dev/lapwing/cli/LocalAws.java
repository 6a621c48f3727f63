package dev.lapwing.cli;

import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.LocalS3;
import dev.lapwing.testing.LocalSqs;
import dev.lapwing.testing.cloudformation.LocalCloudFormation;
import dev.lapwing.testing.lambda.LocalLambda;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The services that deploying and destroying talk to, in this JVM. */
final class LocalAws implements AutoCloseable {
  final LocalCloudFormation cloudFormation = LocalCloudFormation.start(AwsEnvironment.REGION);
  final LocalLambda lambda = LocalLambda.start();
  final S3Client s3;
  final SqsClient sqs;

  private final LocalS3 s3Server = LocalS3.start();
  private final LocalSqs sqsServer = LocalSqs.start();
  private final AwsEnvironment environment;

  private LocalAws() {
    environment =
        AwsEnvironment.start()
            .service("CloudFormation", cloudFormation.endpoint())
            .service("Sts", cloudFormation.endpoint())
            .service("Lambda", lambda.endpoint())
            .service("Sqs", sqsServer.endpoint())
            .service("S3", s3Server.endpoint());
    s3 = S3Client.builder().forcePathStyle(true).httpClient(Apache5HttpClient.create()).build();
    sqs = SqsClient.builder().httpClient(Apache5HttpClient.create()).build();
  }

  static LocalAws start() {
    return new LocalAws();
  }

  /** What the stack of a name calls its bucket. */
  static String bucketOf(String name) {
    return name + "-" + LocalCloudFormation.ACCOUNT + "-" + AwsEnvironment.REGION;
  }

  void makeBucket(String name) {
    s3.createBucket(request -> request.bucket(name));
  }

  void put(String bucket, String key) {
    s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("content"));
  }

  List<String> keys(String bucket) {
    return s3.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  boolean hasBucket(String name) {
    return s3.listBuckets().buckets().stream().anyMatch(each -> each.name().equals(name));
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    environment.close();
    s3Server.close();
    sqsServer.close();
    lambda.close();
    cloudFormation.close();
  }
}
