package dev.lapwing.executor;

/** A run was cancelled before it was done. */
public final class RunCancelled extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String run;

  /** The run that was cancelled. */
  public RunCancelled(String run) {
    super(
        "Run %s was cancelled before it was done. Its results are incomplete: resume it, or start a new run."
            .formatted(run));
    this.run = run;
  }

  /** The run's id. */
  public String run() {
    return run;
  }
}
