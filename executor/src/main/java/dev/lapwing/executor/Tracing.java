package dev.lapwing.executor;

import dev.lapwing.executor.RunEvent.Counted;
import dev.lapwing.executor.RunEvent.Host;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a process notes down of a run, besides the events of its tasks. */
final class Tracing {
  private static final String MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
  private static final String REGION = "AWS_REGION";

  private Tracing() {}

  /**
   * Who is told what this process does for a run: a recorder, where the run is traced, and those
   * whom the caller gave.
   *
   * @param process its name, which no other has
   */
  static List<RunObserver> observers(RunSpec spec, String process) {
    Duration longest = spec.limits().trace();
    List<RunObserver> observers = new ArrayList<>();
    if (!longest.isZero()) {
      spec.state()
          .traces()
          .ifPresent(store -> observers.add(new TraceRecorder(store, process, longest)));
    }
    observers.addAll(spec.observers());
    return observers;
  }

  /** What a process has done so far. */
  static Counted counted(long at, RunReport report, RunState state) {
    return new Counted(
        at,
        report.stores(),
        report.peakTileBytes(),
        report.skipped(),
        report.duplicates(),
        report.retries(),
        report.returned(),
        state.requests().get());
  }

  /** The time that the run's processes agree on. */
  static long sharedMillis(RunSpec spec) {
    return spec.state().table().clock().millis();
  }

  /** Where this process is. */
  static Host host() {
    Duration age = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    return new Host(age.toNanos(), variable(MEMORY).map(Integer::valueOf), variable(REGION));
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
