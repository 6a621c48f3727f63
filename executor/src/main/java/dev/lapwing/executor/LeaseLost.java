package dev.lapwing.executor;

/** A task was given out again and again, and no executor brought it to its end. */
public final class LeaseLost extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String task;
  private final int deliveries;

  /**
   * A task that nobody finishes.
   *
   * @param task the task in the words of the program
   * @param deliveries how often it was given out
   */
  public LeaseLost(String task, int deliveries) {
    super(
        "%s was given to executors %,d times, and each of them died or lost its lease before the task was done. Look at the executors' logs for crashes or lack of memory; give longer leases if its kernels are slow."
            .formatted(task, deliveries));
    this.task = task;
    this.deliveries = deliveries;
  }

  /** The task in the words of the program. */
  public String task() {
    return task;
  }

  /** How often it was given out. */
  public int deliveries() {
    return deliveries;
  }
}
