package dev.lapwing.executor.cost;

import java.util.Optional;

/**
 * Holds what a run has used against what it may cost. A run that stops still has to let its
 * executors end: what that takes is set aside, so that the limit holds to the end.
 *
 * @param prices of the region
 * @param limitDollars what the run may cost
 */
public record CostMeter(Prices prices, double limitDollars) {

  /** Refuses a limit that no run can keep. */
  public CostMeter {
    if (!(limitDollars > 0)) {
      throw new IllegalArgumentException(
          "A run may cost more than 0 dollars, not " + limitDollars + ".");
    }
  }

  /**
   * Whether the run has to stop now.
   *
   * @param used so far
   * @param windingDown what it will use if it is stopped now: each executor works to the end of its
   *     task
   */
  public Optional<Spending> check(Usage used, Usage windingDown) {
    double spent = prices.bill(used).dollars();
    double reserve = prices.bill(windingDown).dollars();
    return spent + reserve >= limitDollars
        ? Optional.of(new Spending(spent, reserve))
        : Optional.empty();
  }

  /** Whether a run that has not begun would cost too much. */
  public boolean allows(Usage estimate) {
    return prices.bill(estimate).dollars() <= limitDollars;
  }
}
