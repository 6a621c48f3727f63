package dev.lapwing.executor.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a deployment tells its function, by environment variables:
 *
 * <ul>
 *   <li>{@code LAPWING_BUCKET}, {@code LAPWING_PREFIX}, {@code LAPWING_TABLE}, {@code
 *       LAPWING_QUEUE_PREFIX}, {@code LAPWING_DEAD_LETTER_QUEUE_ARN}: the stack that runs are in,
 *       see {@link dev.lapwing.state.aws.AwsPlace}; prefix and dead-letter queue may be missing;
 *   <li>{@code LAPWING_FOLDER}: instead of a stack, the folder of runs on this machine, as in
 *       tests;
 *   <li>{@code LAPWING_BLAS_CORE}: the processor type that all executors compute for, so that they
 *       agree bit by bit on different machines; with it, kernels are loaded before the first
 *       invocation;
 *   <li>{@code LAPWING_IDLE}: how long an executor waits for work before it leaves, {@code PT5S} by
 *       default;
 *   <li>{@code LAPWING_MAX_EXECUTORS}: how many executors one call may start, 1000 by default;
 * </ul>
 *
 * <p>and what Lambda tells every function: its name, and its memory.
 */
record FunctionConfiguration(
    String function,
    int memoryMegabytes,
    StoragePlace place,
    Optional<String> core,
    Duration idle,
    int most) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST = 1000;
  private static final int MEGABYTES_PER_CORE = 1769;
  private static final int OWN_MEGABYTES = 320;
  private static final int LEAST_MEGABYTES = 64;

  /**
   * The configuration in these variables.
   *
   * @throws IllegalArgumentException if one is missing, or means nothing
   */
  static FunctionConfiguration of(Map<String, String> environment) {
    var variables = new Variables(environment);
    String memory = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
    return new FunctionConfiguration(
        variables.required("AWS_LAMBDA_FUNCTION_NAME"),
        variables.number(memory).orElseThrow(() -> Variables.missing(memory)),
        StoragePlace.of(variables),
        variables.optional("LAPWING_BLAS_CORE"),
        variables.duration("LAPWING_IDLE").orElse(PATIENCE),
        variables.number("LAPWING_MAX_EXECUTORS").orElse(MOST));
  }

  /** How many kernels run at once: a core is what 1,769 MB of memory buy. */
  int threads(int processors) {
    int bought = Math.round((float) memoryMegabytes / MEGABYTES_PER_CORE);
    return Math.max(1, Math.min(processors, bought));
  }

  /** The memory for tiles: what the JVM does not need for itself. */
  long tileBytes() {
    return (long) Math.max(LEAST_MEGABYTES, memoryMegabytes - OWN_MEGABYTES) << 20;
  }
}
