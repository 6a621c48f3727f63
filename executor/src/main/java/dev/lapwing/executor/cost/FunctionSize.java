package dev.lapwing.executor.cost;

/**
 * What one executor in Lambda has.
 *
 * @param memoryMegabytes the memory of the function, which buys its processors
 * @param timeoutSeconds how long an invocation may take
 */
public record FunctionSize(int memoryMegabytes, int timeoutSeconds) {
  /** What buys the time of one processor. */
  private static final double MEGABYTES_PER_CORE = 1769;

  private static final int LEAST = 128;
  private static final int MOST = 10_240;
  private static final int LONGEST = 900;

  /** Refuses what Lambda would refuse. */
  public FunctionSize {
    if (memoryMegabytes < LEAST || memoryMegabytes > MOST) {
      throw new IllegalArgumentException(
          "A function has %,d to %,d MB of memory, not %,d."
              .formatted(LEAST, MOST, memoryMegabytes));
    }
    if (timeoutSeconds < 1 || timeoutSeconds > LONGEST) {
      throw new IllegalArgumentException(
          "An invocation takes up to 900 seconds, not %d.".formatted(timeoutSeconds));
    }
  }

  /** Processors' worth of time. */
  public double cores() {
    return memoryMegabytes / MEGABYTES_PER_CORE;
  }
}
