package dev.lapwing.executor.cost;

import java.util.Locale;

/**
 * A run has used what it may cost.
 *
 * @param limitDollars what it may cost
 * @param spentDollars what it has cost
 * @param reserveDollars what ending it costs
 */
public record CostLimitReached(double limitDollars, double spentDollars, double reserveDollars) {

  /** In a sentence, with what to do. */
  public String message() {
    return String.format(
        Locale.ROOT,
        "The run has cost $%.4f and needs $%.4f to end, which is all of its limit of $%.4f. Resume it with a higher limit: nothing that was computed is lost.",
        spentDollars,
        reserveDollars,
        limitDollars);
  }
}
