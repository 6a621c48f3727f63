package dev.lapwing.executor;

import dev.lapwing.compiler.Plan;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TilePool;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts together what the workers of one process share for one run.
 *
 * @param kernels what computes
 * @param pool memory for tiles
 * @param threads how many kernels run at once
 * @param permits as many permits, shared by all runs of the process
 * @param clock tells the time of leases
 */
record RunAssembly(
    KernelLibrary kernels, TilePool pool, int threads, Semaphore permits, InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(RunAssembly.class);
  private static final int READERS_PER_THREAD = 4;

  /**
   * Creates or finds the run's record, and everything that works on it.
   *
   * @param revive whether a run that ended too early is put back to work
   */
  LocalRun assemble(RunSpec spec, boolean revive) {
    TaskGraph graph = spec.program().at(spec.sizes());
    requireRoom(spec, graph);
    var start = new RunStart(spec, graph, kernels.description());
    boolean created = start.enter(Attempts.of(spec.limits()), revive);
    var cache = new TileCache(spec.limits().cacheBytesOf(pool.budgetBytes()));
    return open(spec, graph, start, !created, Stay.toTheEnd(clock), cache, false);
  }

  /**
   * Everything that works on a run that another process has begun.
   *
   * @param stay how long it works
   * @param cache keeps tiles, also when it has stopped
   * @param fresh whether it is the first run of this process
   */
  LocalRun join(RunSpec spec, Stay stay, TileCache cache, boolean fresh) {
    TaskGraph graph = spec.program().at(spec.sizes());
    requireRoom(spec, graph);
    var start = new RunStart(spec, graph, kernels.description());
    boolean revived =
        Attempts.of(spec.limits()).of("looking up run " + spec.id(), start::wasRevived);
    return open(spec, graph, start, revived, stay, cache, fresh);
  }

  private LocalRun open(
      RunSpec spec,
      TaskGraph graph,
      RunStart start,
      boolean joined,
      Stay stay,
      TileCache cache,
      boolean fresh) {
    Attempts attempts = Attempts.of(spec.limits());
    RunTiles tiles =
        attempts.of(
            "opening the scratch matrices of run " + spec.id(),
            () -> RunTiles.open(spec, graph, cache));
    RunContext context = context(spec, graph, tiles, joined, stay, cache);
    return new LocalRun(spec, context, start, attempts, threads, fresh);
  }

  /**
   * Refuses a run if the tiles of one task fill more than all memory. A look that takes no time.
   */
  private void requireRoom(RunSpec spec, TaskGraph graph) {
    Plan.largest(Plan.samples(graph, spec.limits().lookAhead()))
        .map(largest -> largest.in(spec.precision().bytes()))
        .filter(largest -> largest.taskBytes() > pool.budgetBytes())
        .ifPresent(
            largest -> {
              throw new OutOfMemoryBudget(
                  "A task %s at %s".formatted(largest.kernel(), largest.source()),
                  largest.taskBytes(),
                  pool.bytesInUse(),
                  pool.budgetBytes());
            });
  }

  private RunContext context(
      RunSpec spec, TaskGraph graph, RunTiles tiles, boolean joined, Stay stay, TileCache cache) {
    RunState state = spec.state();
    String executor = UUID.randomUUID().toString();
    return new RunContext(
        spec.id(),
        executor,
        graph,
        new Urgencies(graph),
        tiles,
        cache,
        reader(spec, tiles),
        state.queue(),
        state.table(),
        new RunWatch(spec.id(), state.table(), clock, () -> stop(state.queue())),
        once(() -> CompletionTree.of(graph)),
        new TileTally(graph, tiles),
        new Locality(graph, tiles),
        kernels,
        pool,
        permits,
        spec.outputs(),
        stay,
        spec.limits(),
        Backoff.of(spec.limits()),
        joined,
        new WorkInHand(clock),
        new RunCounters(Statements.of(spec.program().program()).size()),
        new RunEvents(spec.id(), Tracing.observers(spec, executor)),
        clock);
  }

  private TileReader reader(RunSpec spec, RunTiles tiles) {
    return tiles.allInMemory()
        ? TileReader.DIRECT
        : new ReadingAhead(spec.id(), READERS_PER_THREAD * threads, spec.limits().lookAhead());
  }

  /** Wakes the workers that wait for a message. */
  private static void stop(TaskQueue queue) {
    try {
      queue.stopReceiving();
    } catch (StoreException e) {
      LOG.debug("Messages that nobody wants return when their leases end: {}", e.getMessage());
    }
  }

  private static <T> Supplier<T> once(Supplier<T> source) {
    return new Supplier<>() {
      private volatile T value;

      @Override
      public T get() {
        T known = value;
        if (known == null) {
          synchronized (this) {
            known = value == null ? source.get() : value;
            value = known;
          }
        }
        return known;
      }
    };
  }
}
