package dev.lapwing.state.aws;

import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.FaultyHttpClient;
import dev.lapwing.testing.LocalS3;
import dev.lapwing.testing.WireFaults;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.s3.S3Client;

/** A local S3 service with one bucket, for the tests of a class. */
public final class LocalBucket implements BeforeAllCallback, AfterAllCallback {
  /** The bucket. */
  public static final String NAME = "matrices";

  /** As patient as clients are, in less time. */
  public static final AwsPatience PATIENCE =
      new AwsPatience(
          8,
          Duration.ofMillis(1),
          Duration.ofMillis(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          1 << 20);

  private LocalS3 server;
  private AwsEnvironment environment;
  private AwsClients clients;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    server = LocalS3.start();
    environment = AwsEnvironment.start().service("S3", server.endpoint());
    clients = clients(WireFaults.none());
    s3().createBucket(b -> b.bucket(NAME));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    clients.close();
    environment.close();
    server.close();
  }

  /** A client that has no misfortunes. */
  public S3Client s3() throws Exception {
    return clients.s3();
  }

  /** New clients, with misfortunes. */
  public AwsClients clients(WireFaults faults) {
    return clients(PATIENCE, faults);
  }

  /** New clients, with a patience and misfortunes. */
  public AwsClients clients(AwsPatience patience, WireFaults faults) {
    return new AwsClients(patience, http -> new FaultyHttpClient(http, faults));
  }

  /** A place in the bucket where nobody else is: {@code s3://matrices/<uuid>}. */
  public String place() {
    return "s3://%s/%s".formatted(NAME, UUID.randomUUID());
  }
}
