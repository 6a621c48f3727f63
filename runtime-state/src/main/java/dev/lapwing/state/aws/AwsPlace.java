package dev.lapwing.state.aws;

import java.util.Optional;

/**
 * Where runs on AWS keep their state: the resources of one deployed stack.
 *
 * @param bucket the bucket of scratch tiles, {@code PREFIX/runs/RUN/MATRIX/1/3/2.tile}
 * @param prefix what the keys of scratch tiles start with, without a slash at its ends; may be
 *     empty
 * @param table the DynamoDB table
 * @param queuePrefix what the names of the SQS queues of runs start with: {@code lapwing-}
 * @param deadLetterQueueArn where messages go that were received too often, if anywhere
 */
public record AwsPlace(
    String bucket,
    String prefix,
    String table,
    String queuePrefix,
    Optional<String> deadLetterQueueArn) {

  public AwsPlace {
    if (prefix.startsWith("/") || prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "The prefix '%s' starts or ends with a slash: leave it out.".formatted(prefix));
    }
  }
}
