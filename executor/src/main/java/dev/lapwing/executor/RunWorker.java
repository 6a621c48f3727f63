package dev.lapwing.executor;

import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.SteadyClock;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An executor for runs that others have begun: it knows a storage and a run's id, and finds the
 * rest in the run's record. Used again, also for other runs, it keeps its threads, its memory and
 * the tiles that it has read.
 *
 * <pre>{@code
 * try (var worker = new RunWorker(storage, pool, 2)) {
 *   WorkReport report = worker.work(run, WorkLimits.unlimited().withIdle(Duration.ofSeconds(5)));
 * }
 * }</pre>
 *
 * <p>Whoever brings a run to its end finishes its results; so a run needs nobody else. Safe for use
 * by many threads, for one run or several at once; then they share the threads.
 */
public final class RunWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);

  private final Storage storage;
  private final TilePool pool;
  private final int threads;
  private final Optional<Fleet> fleet;
  private final int memoryMegabytes;
  private final InstantSource clock;
  private final Semaphore permits;
  private final TileCache cache;
  private final RunThreads runThreads = RunThreads.start();
  private final AtomicBoolean used = new AtomicBoolean();
  private final Set<WorkStay> stays = ConcurrentHashMap.newKeySet();

  /**
   * An executor that has no run yet.
   *
   * @param storage where runs are; stays the caller's
   * @param pool memory for tiles, of which half is for tiles that may be needed again
   * @param threads how many kernels run at once, at least one
   */
  public RunWorker(Storage storage, TilePool pool, int threads) {
    this(storage, pool, threads, new SteadyClock());
  }

  /** The same, whose stays and leases a clock of the caller's measures. */
  RunWorker(Storage storage, TilePool pool, int threads, InstantSource clock) {
    this(storage, pool, threads, Optional.empty(), 0, clock);
  }

  /**
   * An executor that starts others like itself when a run needs them and nobody else sees to it.
   * Where there are more than the run may have, it leaves.
   */
  public RunWorker(Storage storage, TilePool pool, int threads, Fleet fleet) {
    this(storage, pool, threads, fleet, 0);
  }

  /**
   * The same, in an environment that is paid for by time and memory.
   *
   * @param memoryMegabytes the memory of the environment
   */
  public RunWorker(Storage storage, TilePool pool, int threads, Fleet fleet, int memoryMegabytes) {
    this(storage, pool, threads, Optional.of(fleet), memoryMegabytes, new SteadyClock());
  }

  private RunWorker(
      Storage storage,
      TilePool pool,
      int threads,
      Optional<Fleet> fleet,
      int memoryMegabytes,
      InstantSource clock) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    this.storage = storage;
    this.pool = pool;
    this.threads = threads;
    this.fleet = fleet;
    this.memoryMegabytes = memoryMegabytes;
    this.clock = clock;
    this.permits = new Semaphore(threads, true);
    this.cache = new TileCache(cacheBytes(RunLimits.defaults()));
  }

  /**
   * Works on a run until it ends, or until the limits say so. Then tasks that were begun are done,
   * and those that were to follow are in the queue, where others find them at once.
   *
   * @return what was done and why it stopped
   * @throws KernelMismatch if this process cannot compute with the kernels that began the run
   * @throws StorageFailed if the run cannot be looked up, or one of its matrices is gone
   * @throws InterruptedException if the thread was interrupted; the work has stopped
   */
  public WorkReport work(String run, WorkLimits limits) throws InterruptedException {
    if (runThreads.isClosed()) {
      throw new IllegalStateException("This worker is closed: make another.");
    }
    Attempts attempts = Attempts.of(RunLimits.defaults());
    Optional<RecordedRun> recorded = attempts.of("looking up run " + run, () -> findOrEnd(run));
    if (recorded.isEmpty()) {
      return ended(run);
    }
    if (recorded.get().status() != RunStatus.RUNNING) {
      attempts.perform("tidying up after run " + run, () -> tidyUp(recorded.get()));
      return ended(run);
    }
    return join(recorded.get(), new Stay(limits, clock));
  }

  /**
   * A run whose record nobody can read is ended, or executors would come for it again and again.
   */
  private Optional<RecordedRun> findOrEnd(String run) throws StoreException {
    try {
      return RecordedRun.find(storage.runs(), run);
    } catch (IllegalArgumentException damaged) {
      var reason = new StorageRefused("reading the record of run " + run, damaged.getMessage());
      storage.runs().end(run, RunStatus.FAILED, FailureText.encode(reason));
      LOG.warn("Run {} is ended, because its record cannot be read", run, damaged);
      return Optional.empty();
    }
  }

  /** Lets all work stop as soon as the tasks that were begun are done, and waits for that. */
  @Override
  public void close() {
    stays.forEach(stay -> stay.run().stay().end(StopReason.ASKED));
    stays.forEach(stay -> stay.run().join());
    runThreads.close();
    cache.clear();
  }

  private WorkReport join(RecordedRun recorded, Stay stay) throws InterruptedException {
    KernelLibrary kernels = kernelsOf(recorded);
    Optional<RunSpec> spec = open(recorded);
    if (spec.isEmpty()) {
      return ended(recorded.id());
    }
    Layouts.check(spec.get());
    cache.resize(cacheBytes(spec.get().limits()));
    var assembly = new RunAssembly(kernels, pool, threads, permits, clock);
    LocalRun run = assembly.join(spec.get(), stay, cache, used.compareAndSet(false, true));
    var meter = new UsageMeter(storage.aws().counters(), memoryMegabytes);
    run.heartbeat().tellUsage(() -> meter.used(stay.age()));
    try (var working = WorkStay.begin(spec.get(), run, fleet, clock, runThreads.timer())) {
      stays.add(working);
      run.launch(runThreads, () -> stays.remove(working));
      return await(run);
    }
  }

  /** Half of the memory, which is here for nothing else, unless the run wants less than usual. */
  private long cacheBytes(RunLimits limits) {
    long half = pool.budgetBytes() / 2;
    boolean less = limits.cacheBytes() < RunLimits.defaults().cacheBytes();
    return less ? Math.min(half, limits.cacheBytes()) : half;
  }

  private static WorkReport await(LocalRun run) throws InterruptedException {
    try {
      run.completion().get();
    } catch (InterruptedException e) {
      run.stay().end(StopReason.ASKED);
      run.join();
      throw e;
    } catch (ExecutionException e) {
      // The run FAILED or was CANCELLED, which is for those to know who wait for its result.
    }
    StopReason reason = run.stay().reason().orElse(StopReason.RUN_ENDED);
    return new WorkReport(
        run.id(),
        run.status() == RunStatus.RUNNING ? reason : StopReason.RUN_ENDED,
        Optional.of(run.report()));
  }

  /** The run with its matrices; none if it has ended meanwhile, and they are where they belong. */
  private Optional<RunSpec> open(RecordedRun recorded) {
    try {
      return Optional.of(recorded.open(storage, pool).build());
    } catch (StoreException e) {
      if (isRunning(recorded.id())) {
        throw new StorageFailed("opening the matrices of run " + recorded.id(), e.getMessage());
      }
      return Optional.empty();
    }
  }

  private boolean isRunning(String run) {
    return Attempts.of(RunLimits.defaults())
        .of("looking up run " + run, () -> storage.runs().life(run))
        .filter(found -> found.status() == RunStatus.RUNNING)
        .isPresent();
  }

  /**
   * Whoever ended the run may have died before its results were where they belong. One that ended
   * too early may be resumed; then nobody should wait for this executor, or keep its place.
   */
  private void tidyUp(RecordedRun recorded) throws StoreException {
    if (recorded.status() == RunStatus.DONE) {
      recorded.outputsIn(storage).publish();
      long bytes = storage.discardScratch(recorded.id());
      assert bytes >= 0;
    } else {
      tell(recorded, UUID.randomUUID().toString(), ExecutorDetails.late());
    }
  }

  private void tell(RecordedRun recorded, String name, ExecutorDetails details)
      throws StoreException {
    storage.runs().heartbeat(recorded.id(), new ExecutorItem(name, 0, 0, details.encode()));
  }

  private KernelLibrary kernelsOf(RecordedRun recorded) {
    try {
      return KernelLibraries.matching(recorded.kernels());
    } catch (IllegalStateException e) {
      throw refusing(recorded, new KernelMismatch(recorded.kernels(), e.getMessage()));
    }
  }

  /** Tells those who wait for the run. All that refuse it say the same, under the same name. */
  private KernelMismatch refusing(RecordedRun recorded, KernelMismatch mismatch) {
    try {
      tell(recorded, KnownExecutor.REFUSING, ExecutorDetails.refusing(mismatch.getMessage()));
    } catch (StoreException e) {
      mismatch.addSuppressed(e);
    }
    return mismatch;
  }

  private static WorkReport ended(String run) {
    return new WorkReport(run, StopReason.RUN_ENDED, Optional.empty());
  }
}
