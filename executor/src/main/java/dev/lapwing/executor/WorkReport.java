package dev.lapwing.executor;

import java.util.Optional;

/**
 * What an executor did for a run, and why it stopped.
 *
 * @param run the run's id
 * @param reason why it stopped
 * @param work what it did; empty if the run had ended before it came
 */
public record WorkReport(String run, StopReason reason, Optional<RunReport> work) {

  /** The tasks whose kernel ran. */
  public long tasks() {
    return work.map(RunReport::tasks).orElse(0L);
  }
}
