package dev.lapwing.state.aws;

/**
 * An operation of an AWS service.
 *
 * @param service as the SDK names it: {@code S3}, {@code Sqs}, {@code DynamoDb}
 * @param name as the service names it: {@code GetObject}
 */
public record AwsOperation(String service, String name) {

  @Override
  public String toString() {
    return service + " " + name;
  }
}
