package dev.lapwing;

/** This process has left a run to its executors, and does not get its result. */
public final class RunDetached extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String run;

  /** The run that goes on. */
  public RunDetached(String run) {
    super(
        "run %s goes on without this process: attach(\"%s\") follows it again".formatted(run, run));
    this.run = run;
  }

  /** The run's id. */
  public String run() {
    return run;
  }
}
