package dev.lapwing.executor;

import java.util.Locale;

/** A run costs all that it may, or would. */
public final class CostLimitReached extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final double limitDollars;
  private final double spentDollars;
  private final double reserveDollars;

  /**
   * A run that was stopped.
   *
   * @param limitDollars what it may cost
   * @param spentDollars what it has cost
   * @param reserveDollars what it takes to end it
   */
  public CostLimitReached(double limitDollars, double spentDollars, double reserveDollars) {
    super(stopped(limitDollars, spentDollars, reserveDollars));
    this.limitDollars = limitDollars;
    this.spentDollars = spentDollars;
    this.reserveDollars = reserveDollars;
  }

  private CostLimitReached(double limitDollars, double plannedDollars) {
    super(
        String.format(
            Locale.ROOT,
            "By its plan the run would cost $%.4f, more than its limit of $%.4f: nothing was begun. Raise the limit, or take other tiles or fewer executors; lapwing plan says what each costs.",
            plannedDollars,
            limitDollars));
    this.limitDollars = limitDollars;
    this.spentDollars = 0;
    this.reserveDollars = plannedDollars;
  }

  /** A run that is not begun, because of what it would cost. */
  public static CostLimitReached planned(double limitDollars, double plannedDollars) {
    return new CostLimitReached(limitDollars, plannedDollars);
  }

  private static String stopped(double limit, double spent, double reserve) {
    return String.format(
        Locale.ROOT,
        "The run has cost $%.4f and needs $%.4f to end, which is all of its limit of $%.4f. Resume it with a higher limit: nothing that was computed is lost.",
        spent,
        reserve,
        limit);
  }

  /** What the run may cost. */
  public double limitDollars() {
    return limitDollars;
  }

  /** What it has cost. */
  public double spentDollars() {
    return spentDollars;
  }

  /** What it takes to end it, or by its plan to run it. */
  public double reserveDollars() {
    return reserveDollars;
  }
}
