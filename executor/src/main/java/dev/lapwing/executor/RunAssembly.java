package dev.lapwing.executor;

import dev.lapwing.compiler.Plan;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.compiler.Verification;
import dev.lapwing.compiler.Verifier;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TilePool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts together what the workers of one process share for one run.
 *
 * @param kernels what computes
 * @param pool memory for tiles
 * @param permits how many kernels run at once
 * @param readingThreads how many threads read tiles from storage ahead of their use
 * @param clock tells the time of leases
 */
record RunAssembly(
    KernelLibrary kernels,
    TilePool pool,
    Semaphore permits,
    int readingThreads,
    InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(RunAssembly.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /**
   * Creates or finds the run's record, and everything that works on it.
   *
   * @param revive whether a run that ended too early is put back to work
   */
  LocalRun assemble(RunSpec spec, boolean revive) {
    TaskGraph graph = spec.program().at(spec.sizes());
    requireRoom(graph, spec.limits().lookAhead());
    var start = new RunStart(spec, graph, kernels.description());
    var backoff = new Backoff(spec.limits().backoff(), LONGEST_PAUSE, new SplittableRandom());
    var attempts = new Attempts(backoff, spec.limits().attempts());
    if (attempts.of("looking up run " + spec.id(), start::isNew)) {
      verify(graph);
      FanIn.check(graph, spec.state().table().maxEdges());
    }
    boolean created = attempts.of("creating run " + spec.id(), start::create);
    if (revive && !created) {
      attempts.of("resuming run " + spec.id(), start::revive);
    }
    RunContext context =
        attempts.of(
            "opening the scratch matrices of run " + spec.id(),
            () -> context(spec, graph, backoff, !created));
    return new LocalRun(spec, context, start, attempts);
  }

  /**
   * Refuses a run if the tiles of one task fill more than all memory. A look that takes no time.
   */
  private void requireRoom(TaskGraph graph, int lookAhead) {
    Plan.largest(Plan.samples(graph, lookAhead))
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

  /** Checks the program's promises at these very sizes, before anything is computed. */
  private static void verify(TaskGraph graph) {
    if (Verifier.verify(graph).orThrow() instanceof Verification.NotAffordable notAffordable) {
      LOG.info("The promises of the program were not checked at these sizes: {}", notAffordable);
    }
  }

  private RunContext context(RunSpec spec, TaskGraph graph, Backoff backoff, boolean joined)
      throws StoreException {
    RunState state = spec.state();
    var cache = new TileCache(spec.limits().cacheBytesOf(pool.budgetBytes()));
    Program program = spec.program().program();
    RunTiles tiles = RunTiles.open(program, graph, spec.matrices(), state.scratch(), cache);
    return new RunContext(
        spec.id(),
        graph,
        new Urgencies(graph),
        tiles,
        cache,
        reader(spec, tiles),
        state.queue(),
        state.table(),
        new RunWatch(spec.id(), state.table(), clock, () -> close(state.queue())),
        once(() -> CompletionTree.of(graph)),
        new TileTally(graph, tiles),
        new Locality(graph, tiles),
        kernels,
        pool,
        permits,
        spec.limits(),
        backoff,
        joined,
        ConcurrentHashMap.newKeySet(),
        new RunCounters(Statements.of(program).size()),
        new RunEvents(spec.id(), spec.observers()),
        clock);
  }

  private TileReader reader(RunSpec spec, RunTiles tiles) {
    return tiles.allInMemory()
        ? TileReader.DIRECT
        : new ReadingAhead(spec.id(), readingThreads, spec.limits().lookAhead());
  }

  /** Wakes the workers that wait for a message. */
  private static void close(TaskQueue queue) {
    try {
      queue.close();
    } catch (StoreException e) {
      LOG.debug("The queue of a run that ended did not close: {}", e.getMessage());
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
