package dev.lapwing.state.aws;

import java.time.Duration;
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
 * @param retention how long DynamoDB keeps what it knows of tasks after it was last written, and
 *     the records of runs that have ended
 */
public record AwsPlace(
    String bucket,
    String prefix,
    String table,
    String queuePrefix,
    Optional<String> deadLetterQueueArn,
    Duration retention) {
  private static final Duration A_MONTH = Duration.ofDays(30);

  public AwsPlace {
    if (prefix.startsWith("/") || prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "The prefix '%s' starts or ends with a slash: leave it out.".formatted(prefix));
    }
  }

  /** A place whose table keeps everything for 30 days. */
  public AwsPlace(
      String bucket,
      String prefix,
      String table,
      String queuePrefix,
      Optional<String> deadLetterQueueArn) {
    this(bucket, prefix, table, queuePrefix, deadLetterQueueArn, A_MONTH);
  }
}
