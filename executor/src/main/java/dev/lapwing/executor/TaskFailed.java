package dev.lapwing.executor;

/** A task failed for a reason that is neither its numbers nor the storage: a defect. */
public final class TaskFailed extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String task;
  private final String error;

  /**
   * An unexpected failure.
   *
   * @param task the task in the words of the program
   * @param error what was thrown
   */
  public TaskFailed(String task, String error) {
    super(
        "%s failed unexpectedly: %s. This is a defect of the program or of Lapwing: please report it with this message."
            .formatted(task, error));
    this.task = task;
    this.error = error;
  }

  /** The task in the words of the program. */
  public String task() {
    return task;
  }

  /** What was thrown. */
  public String error() {
    return error;
  }
}
