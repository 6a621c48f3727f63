package dev.lapwing.executor;

/** The tiles of a task do not fit into the memory budget. */
public final class OutOfMemoryBudget extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String task;
  private final long requestedBytes;
  private final long bytesInUse;
  private final long budgetBytes;

  /**
   * Tiles that did not fit.
   *
   * @param task the task in the words of the program
   * @param requestedBytes the tile that was asked for; before a run, all tiles of one task
   * @param bytesInUse what other tiles held
   * @param budgetBytes what tiles may hold altogether
   */
  public OutOfMemoryBudget(String task, long requestedBytes, long bytesInUse, long budgetBytes) {
    super(
        "%s needs %,d bytes for tiles, and %,d of the budget of %,d bytes are in use. Give a larger memory budget, choose smaller tiles or fewer threads, or keep the matrices in a folder."
            .formatted(task, requestedBytes, bytesInUse, budgetBytes));
    this.task = task;
    this.requestedBytes = requestedBytes;
    this.bytesInUse = bytesInUse;
    this.budgetBytes = budgetBytes;
  }

  /** The task in the words of the program. */
  public String task() {
    return task;
  }

  /** The bytes that did not fit. */
  public long requestedBytes() {
    return requestedBytes;
  }

  /** The bytes that other tiles held. */
  public long bytesInUse() {
    return bytesInUse;
  }

  /** The bytes that tiles may hold altogether. */
  public long budgetBytes() {
    return budgetBytes;
  }
}
