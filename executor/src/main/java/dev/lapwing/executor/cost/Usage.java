package dev.lapwing.executor.cost;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Amounts of what AWS charges for.
 *
 * @param amounts those that are not zero
 */
public record Usage(Map<Charge, Double> amounts) {
  /** Nothing used. */
  public static final Usage NONE = new Usage(Map.of());

  private static final double MEGABYTES_PER_GIGABYTE = 1024;

  public Usage {
    amounts = Map.copyOf(amounts);
  }

  /** Some of one thing. */
  public static Usage of(Charge charge, double amount) {
    return amount == 0 ? NONE : new Usage(Map.of(charge, amount));
  }

  /**
   * Invocations of a function.
   *
   * @param executing how long all of them together
   */
  public static Usage ofFunction(long invocations, int memoryMegabytes, Duration executing) {
    double seconds = executing.toNanos() * 1e-9;
    return of(Charge.LAMBDA_REQUEST, (double) invocations)
        .plus(of(Charge.LAMBDA_GB_SECOND, memoryMegabytes / MEGABYTES_PER_GIGABYTE * seconds));
  }

  /** The amount of one thing. */
  public double of(Charge charge) {
    return amounts.getOrDefault(charge, 0.0);
  }

  /** Both together. */
  public Usage plus(Usage other) {
    Map<Charge, Double> sum = new EnumMap<>(Charge.class);
    sum.putAll(amounts);
    other.amounts.forEach((charge, amount) -> sum.merge(charge, amount, Double::sum));
    return new Usage(sum);
  }
}
