package dev.lapwing.cli;

import dev.lapwing.RunProgress;
import java.time.Duration;
import java.util.Optional;

/**
 * Notices when a run does not move: nothing was done for some time. Only then does a user want to
 * know what it is waiting for.
 */
final class Stillness {
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private long done = -1;
  private Duration since = Duration.ZERO;

  /** The activity, with what it is waiting for if it has been still for too long. */
  Activity observe(Activity activity) {
    return new Activity(activity.name(), activity.elapsed(), activity.run().map(this::observe));
  }

  private RunProgress observe(RunProgress run) {
    if (run.done() != done) {
      done = run.done();
      since = run.elapsed();
    }
    Duration still = run.elapsed().minus(since);
    return run.waiting(still.compareTo(PATIENCE) < 0 ? Optional.empty() : reason(run, still));
  }

  private static Optional<String> reason(RunProgress run, Duration still) {
    if (run.waitingBecause().isPresent() || run.running() == 0) {
      return run.waitingBecause();
    }
    String tasks = run.running() == 1 ? "1 task is" : Numbers.count(run.running()) + " tasks are";
    return Optional.of("%s still computing, for %s now".formatted(tasks, Numbers.time(still)));
  }
}
