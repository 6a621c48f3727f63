package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An executor of a run, as it told of itself when it last gave a sign of life.
 *
 * @param id its name
 * @param details what it told
 */
record KnownExecutor(String id, ExecutorDetails details) {
  /** The name under which all tell that refuse the run. */
  static final String REFUSING = "refusing";

  /** Why it refused the run, if it did. */
  Optional<String> refusal() {
    return id.equals(REFUSING) ? details.trouble().problem() : Optional.empty();
  }

  /** Why it could not start others, if it could not. */
  Optional<String> problem() {
    return id.equals(REFUSING) ? Optional.empty() : details.trouble().problem();
  }

  /** That fewer have come than it has started, if it is so. */
  Optional<String> late() {
    return details.trouble().late();
  }

  /** How often executors give signs of life. */
  static Duration interval(RunLimits limits) {
    return limits.lease().dividedBy(8);
  }

  /** After how long a silence an executor is taken for dead. */
  static Duration patience(RunLimits limits) {
    return limits.lease().dividedBy(2);
  }

  /** Those that have given a sign of life not long ago, and have not said that they leave. */
  static List<KnownExecutor> live(RunTable table, String run, RunLimits limits)
      throws StoreException {
    return KnownExecutors.of(table, run, limits).live();
  }

  static KnownExecutor of(ExecutorItem item) {
    return new KnownExecutor(item.id(), ExecutorDetails.decode(item.details()));
  }
}
