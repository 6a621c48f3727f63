package dev.lapwing.executor;

/** Why an executor stopped working on a run. */
public enum StopReason {
  /** The run has ended: it is DONE, FAILED or CANCELLED. */
  RUN_ENDED("the run has ended"),
  /** There was nothing to do for as long as it was willing to wait. */
  IDLE("there was nothing to do"),
  /** It has not long to live, and has handed back what it held. */
  LIFE_OVER("its time was over"),
  /** Whoever started it wanted it to stop. */
  ASKED("it was asked to stop"),
  /** There were more executors than the run may have. */
  NOT_NEEDED("there were enough others");

  private final String words;

  StopReason(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
