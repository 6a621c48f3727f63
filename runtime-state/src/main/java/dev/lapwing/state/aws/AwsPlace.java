package dev.lapwing.state.aws;

import java.time.Duration;
import java.util.Map;
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
  /** How many edges its table keeps for a task: a run with tasks of more parents is refused. */
  public static final int MOST_EDGES = DynamoTasks.MAX_EDGES;

  private static final Duration A_MONTH = Duration.ofDays(30);
  private static final String BUCKET = "LAPWING_BUCKET";

  public AwsPlace {
    if (prefix.startsWith("/") || prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "The prefix '%s' starts or ends with a slash: leave it out.".formatted(prefix));
    }
  }

  /** Whether environment variables name a place. */
  public static boolean isNamedIn(Map<String, String> environment) {
    return !environment.getOrDefault(BUCKET, "").isBlank();
  }

  /**
   * The place that environment variables name, as a deployed function has them: {@code
   * LAPWING_BUCKET}, {@code LAPWING_TABLE} and {@code LAPWING_QUEUE_PREFIX}, and where wanted
   * {@code LAPWING_PREFIX} and {@code LAPWING_DEAD_LETTER_QUEUE_ARN}.
   *
   * @throws IllegalArgumentException if one that is needed is missing
   */
  public static AwsPlace of(Map<String, String> environment) {
    return new AwsPlace(
        required(environment, BUCKET),
        environment.getOrDefault("LAPWING_PREFIX", ""),
        required(environment, "LAPWING_TABLE"),
        required(environment, "LAPWING_QUEUE_PREFIX"),
        Optional.ofNullable(environment.get("LAPWING_DEAD_LETTER_QUEUE_ARN"))
            .filter(arn -> !arn.isBlank()));
  }

  private static String required(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The environment variable %s is not set; the outputs of the stack say what it should be, and a function that is deployed again has it."
                        .formatted(name)));
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
