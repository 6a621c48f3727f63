package dev.lapwing.state.faults;

/**
 * How often each misfortune strikes, as probabilities.
 *
 * @param failBefore an operation throws {@code StoreException} and has no effect
 * @param failMidway an operation on several things has its effect on some of them, then throws
 *     {@code StoreException}
 * @param failAfter an operation has its effect, then throws {@code StoreException}
 * @param duplicate a message is sent twice
 * @param loseLease a delivered message is at once available to others as well
 * @param reorder a message is sent with an urgency drawn at random
 * @param nothing a receive comes back empty although messages wait
 */
public record FaultRates(
    double failBefore,
    double failMidway,
    double failAfter,
    double duplicate,
    double loseLease,
    double reorder,
    double nothing) {

  /** All goes well. */
  public static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0, 0, 0);

  /** Every misfortune at a rate that a small run meets many times. */
  public static final FaultRates HARSH = new FaultRates(0.02, 0.05, 0.02, 0.1, 0.1, 0.2, 0.1);

  /** Deliveries go wrong, but every operation answers. */
  public static final FaultRates DELIVERIES_ONLY = new FaultRates(0, 0, 0, 0.2, 0.2, 0.5, 0.1);
}
