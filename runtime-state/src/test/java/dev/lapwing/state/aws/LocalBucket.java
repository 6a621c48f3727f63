package dev.lapwing.state.aws;

import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.AwsServices;
import dev.lapwing.testing.FaultyHttpClient;
import dev.lapwing.testing.WireFaults;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** An S3 service with one bucket, for the tests of a class. */
public final class LocalBucket implements BeforeAllCallback, AfterAllCallback {
  /** The bucket. */
  public static final String NAME = AwsServices.uniqueName("matrices");

  /** As patient as clients are, with shorter pauses. */
  public static final AwsPatience PATIENCE =
      new AwsPatience(
          8,
          Duration.ofMillis(1),
          Duration.ofMillis(20),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          1 << 20);

  private AwsServices services;
  private AwsEnvironment environment;
  private AwsClients clients;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    services = AwsServices.find();
    environment = AwsEnvironment.start().service("S3", services.s3());
    clients = clients(WireFaults.none());
    s3().createBucket(b -> b.bucket(NAME));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    remove(s3(), NAME);
    clients.close();
    environment.close();
    services.close();
  }

  /** Deletes a bucket and all that is in it. */
  static void remove(S3Client s3, String bucket) {
    var all = ListObjectsV2Request.builder().bucket(bucket).build();
    s3.listObjectsV2Paginator(all)
        .contents()
        .forEach(object -> s3.deleteObject(b -> b.bucket(bucket).key(object.key())));
    s3.deleteBucket(b -> b.bucket(bucket));
  }

  /** A client that has no misfortunes. */
  public S3Client s3() throws Exception {
    return clients.s3();
  }

  /** What other processes must know to find the bucket. */
  public Map<String, String> variables() {
    return environment.variables();
  }

  /** New clients, with misfortunes. */
  public AwsClients clients(WireFaults faults) {
    return clients(PATIENCE, faults);
  }

  /** New clients, with a patience and misfortunes. */
  public AwsClients clients(AwsPatience patience, WireFaults faults) {
    return new AwsClients(patience, http -> new FaultyHttpClient(http, faults));
  }

  /** The key of what is in the bucket. */
  public static String key(String uri) {
    return uri.substring("s3://%s/".formatted(NAME).length());
  }

  /** A place in the bucket where nobody else is: {@code s3://matrices-.../<uuid>}. */
  public String place() {
    return "s3://%s/%s".formatted(NAME, UUID.randomUUID());
  }
}
