package dev.lapwing.testing;

import java.net.URI;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * LocalStack in a container, one for this JVM; Testcontainers removes it when the JVM has ended.
 */
final class LocalStackInDocker {
  /** The last that runs without an account. */
  private static final String IMAGE = "localstack/localstack:4.14.0";

  private LocalStackInDocker() {}

  /** Where it answers; when this returns it does. Without Docker it fails, and so does the test. */
  static URI endpoint() {
    One.CONTAINER.start();
    return One.CONTAINER.getEndpoint();
  }

  /** Starting it again does nothing. */
  private static final class One {
    static final LocalStackContainer CONTAINER =
        new LocalStackContainer(DockerImageName.parse(IMAGE)).withServices("s3", "sqs", "dynamodb");
  }
}
