package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.state.SteadyClock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Hands runs over to executors elsewhere, and attaches to runs that were. While it is attached it
 * starts the executors that a run needs, if it has a fleet and nobody else does. It computes
 * nothing itself.
 *
 * <pre>{@code
 * try (var submitter = new RunSubmitter(kernels.description(), fleet)) {
 *   SubmittedRun run = submitter.submit(spec);
 *   RunReport report = run.await();
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class RunSubmitter implements AutoCloseable {
  private final String kernels;
  private final Optional<Fleet> fleet;
  private final InstantSource clock;
  private final ScheduledExecutorService timer = LeaseTimer.start();
  private final Set<SubmittedRun> attached = ConcurrentHashMap.newKeySet();

  /**
   * Submits runs to executors that come by themselves.
   *
   * @param kernels the description of the kernels that all executors must have, so that they agree
   *     bit by bit
   */
  public RunSubmitter(String kernels) {
    this(kernels, Optional.empty(), new SteadyClock());
  }

  /** Submits runs, and starts executors for them. */
  public RunSubmitter(String kernels, Fleet fleet) {
    this(kernels, Optional.of(fleet), new SteadyClock());
  }

  /** The same, whose patience a clock of the caller's measures. */
  RunSubmitter(String kernels, Optional<Fleet> fleet, InstantSource clock) {
    this.kernels = kernels;
    this.fleet = fleet;
    this.clock = clock;
  }

  /**
   * Records a run and sends its first tasks; executors do the rest. If there is a run of that id
   * already, attaches to it.
   *
   * @throws dev.lapwing.compiler.ProgramRejected if the program breaks a promise at these sizes
   * @throws ShapeMismatch if a matrix is not cut as the sizes say
   * @throws StorageFailed if the run cannot be recorded
   * @throws IllegalArgumentException if a matrix or size is missing or unknown, or a matrix is in
   *     the memory of this process alone
   */
  public SubmittedRun submit(RunSpec spec) {
    return enter(spec, false);
  }

  /** As {@link #submit}, but a run that has FAILED or was CANCELLED is put back to work first. */
  public SubmittedRun resume(RunSpec spec) {
    return enter(spec, true);
  }

  /** Follows a run that is there, whatever its status. */
  public SubmittedRun attach(RunSpec spec) {
    return follow(spec, spec.program().at(spec.sizes()), false);
  }

  /** Leaves all runs to their executors. */
  @Override
  public void close() {
    attached.forEach(SubmittedRun::detach);
    timer.shutdownNow();
  }

  private SubmittedRun enter(RunSpec spec, boolean revive) {
    if (timer.isShutdown()) {
      throw new IllegalStateException("This submitter is closed: submit the run with another.");
    }
    Layouts.check(spec);
    requireShared(spec);
    Attempts attempts = Attempts.of(spec.limits());
    TaskGraph graph = spec.program().at(spec.sizes());
    var start = new RunStart(spec, graph, spec.kernels().orElse(kernels));
    boolean created = start.enter(attempts, revive);
    attempts.perform("sending the first tasks of run " + spec.id(), start::seed);
    if (graph.taskCount() == 0) {
      attempts.perform("ending run " + spec.id(), start::endWithoutTasks);
    }
    return follow(spec, graph, created);
  }

  private SubmittedRun follow(RunSpec spec, TaskGraph graph, boolean created) {
    Optional<Autoscaler> autoscaler =
        fleet.flatMap(
            source ->
                spec.scaling()
                    .filter(scaling -> scaling.most() > 0)
                    .map(scaling -> new Autoscaler(spec, scaling, source, Optional::empty, clock)));
    var run = new SubmittedRun(spec, graph, !created, autoscaler, timer, clock);
    attached.add(run);
    var unused = run.completion().whenComplete((report, failure) -> attached.remove(run));
    run.follow();
    return run;
  }

  /** Executors elsewhere see storage, and nothing else of this process. */
  private void requireShared(RunSpec spec) {
    spec.matrices()
        .forEach(
            (name, matrix) -> {
              if (matrix.store().inMemory()) {
                throw new IllegalArgumentException(
                    "%s is at %s, in the memory of this process, where executors elsewhere cannot see it: copy it to a .zarr array first."
                        .formatted(name, matrix.store().location()));
              }
            });
  }
}
