package dev.lapwing.state;

/** There is no run of that id: it was never created, or it was deleted. */
public final class RunMissing extends PermanentStoreException {
  private static final long serialVersionUID = 1L;

  private final String run;

  public RunMissing(String run, String location) {
    super(
        "There is no run %s in %s: it was never created, or it was deleted."
            .formatted(run, location));
    this.run = run;
  }

  /** The id that was asked for. */
  public String run() {
    return run;
  }
}
