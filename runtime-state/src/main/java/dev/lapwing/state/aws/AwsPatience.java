package dev.lapwing.state.aws;

import java.time.Duration;

/**
 * How long the clients wait for AWS, and how often they ask again before a call fails.
 *
 * @param attempts how often a request goes out at most, the first time included
 * @param firstPause the longest pause before the second attempt; the pause is drawn at random below
 *     a bound that doubles with each attempt. After a throttle the bound starts ten times as high
 * @param longestPause the bound that is not doubled any more
 * @param attempt the longest that one request may take, beside the time for its bytes
 * @param silence the longest that an answer may pause
 * @param slowest the bytes a second below which a transfer is given up
 */
public record AwsPatience(
    int attempts,
    Duration firstPause,
    Duration longestPause,
    Duration attempt,
    Duration silence,
    long slowest) {

  /**
   * Five attempts within some seconds. What fails for longer is repeated by executors, under the
   * lease of the task.
   */
  public static AwsPatience defaults() {
    return new AwsPatience(
        5,
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        256 << 10);
  }

  /** The longest that one request may take that moves so many bytes. */
  Duration attemptOf(long bytes) {
    return attempt.plusMillis(1000 * bytes / slowest);
  }
}
