package dev.lapwing.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets every AWS client of this JVM talk to local services, until it is closed: by the system
 * properties that the SDK reads, so that nothing of the program under test knows. {@link
 * #variables} are the same for other processes.
 *
 * <pre>{@code
 * try (LocalS3 s3 = LocalS3.start();
 *     AwsEnvironment aws = AwsEnvironment.start().service("S3", s3.endpoint())) { ... }
 * }</pre>
 */
public final class AwsEnvironment implements AutoCloseable {
  /** The region that clients believe to be in. */
  public static final String REGION = "eu-central-1";

  private final Map<String, Optional<String>> before = new HashMap<>();
  private final Map<String, String> variables = new TreeMap<>();

  private AwsEnvironment() {}

  /** A region, and credentials that local services accept. */
  public static AwsEnvironment start() {
    return new AwsEnvironment()
        .set("aws.region", "AWS_REGION", REGION)
        .set("aws.accessKeyId", "AWS_ACCESS_KEY_ID", LocalS3.ACCESS_KEY)
        .set("aws.secretAccessKey", "AWS_SECRET_ACCESS_KEY", LocalS3.SECRET_KEY);
  }

  /**
   * The clients of a service talk to an endpoint.
   *
   * @param service as in the names of the SDK's settings: {@code S3}, {@code Sqs}, {@code DynamoDb}
   */
  public AwsEnvironment service(String service, URI endpoint) {
    String variable = service.equals("DynamoDb") ? "DYNAMODB" : service.toUpperCase(Locale.ROOT);
    return set("aws.endpointUrl" + service, "AWS_ENDPOINT_URL_" + variable, endpoint.toString());
  }

  /** Other credentials. */
  public AwsEnvironment credentials(String accessKey, String secretKey) {
    return set("aws.accessKeyId", "AWS_ACCESS_KEY_ID", accessKey)
        .set("aws.secretAccessKey", "AWS_SECRET_ACCESS_KEY", secretKey);
  }

  /**
   * Nobody is signed in: no credentials, no files that could hold some, no machine that could give
   * some.
   *
   * @param nothing a folder without files
   */
  public AwsEnvironment signedOut(Path nothing) {
    unset("aws.accessKeyId", "AWS_ACCESS_KEY_ID");
    unset("aws.secretAccessKey", "AWS_SECRET_ACCESS_KEY");
    String none = nothing.resolve("none").toString();
    return set("aws.sharedCredentialsFile", "AWS_SHARED_CREDENTIALS_FILE", none)
        .set("aws.configFile", "AWS_CONFIG_FILE", none)
        .set("aws.disableEc2Metadata", "AWS_EC2_METADATA_DISABLED", "true");
  }

  /** The same as environment variables, for a process that is to be started. */
  public Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  /** Puts everything back as it was. */
  @Override
  public void close() {
    before.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                old -> System.setProperty(name, old), () -> System.clearProperty(name)));
  }

  private void unset(String property, String variable) {
    remember(property);
    System.clearProperty(property);
    variables.remove(variable);
  }

  private void remember(String property) {
    before.putIfAbsent(property, Optional.ofNullable(System.getProperty(property)));
  }

  private AwsEnvironment set(String property, String variable, String value) {
    remember(property);
    System.setProperty(property, value);
    variables.put(variable, value);
    return this;
  }
}
