package dev.lapwing;

import dev.lapwing.Settings.CostSettings;
import dev.lapwing.compiler.Plan;
import dev.lapwing.executor.CostLimitReached;
import dev.lapwing.executor.LocalExecutor;
import dev.lapwing.executor.RunHandle;
import dev.lapwing.executor.RunSpec;
import dev.lapwing.executor.RunSubmitter;
import dev.lapwing.executor.cost.Assumptions;
import dev.lapwing.executor.cost.CostEstimate;
import dev.lapwing.executor.cost.Workload;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import dev.lapwing.tiles.ParallelTileLoop;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is behind a {@link Lapwing}: memory, threads, kernels, storage, and the runs under way. */
final class Engine implements AutoCloseable {
  private final Settings settings;
  private final TilePool pool;
  private final Storage storage;
  private final NamelessMatrices nameless;
  private final KernelLibrary kernels = KernelLibraries.best();
  private final LocalExecutor executor;
  private final RunSubmitter submitter;
  private final Optional<Session> session;
  private final ExecutorService tileThreads;
  private final ExecutorService coordinators;
  private final Cleaner cleaner = Cleaner.create();
  private final Map<Run<?>, Runnable> active = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  Engine(Settings settings) {
    this.settings = settings;
    this.pool = TilePool.create(settings.memoryBudget());
    this.storage = openStorage(settings, pool);
    this.session = settings.place().map(Engine::session);
    this.nameless =
        session
            .map(own -> NamelessMatrices.in(storage, settings.place().get(), own))
            .orElseGet(() -> NamelessMatrices.inMemory(storage));
    this.executor = new LocalExecutor(settings.threads(), kernels, pool);
    this.submitter = submitter(settings, kernels.description());
    this.tileThreads =
        Executors.newFixedThreadPool(settings.threads(), task -> daemon(task, "lapwing-tiles"));
    this.coordinators = Executors.newCachedThreadPool(task -> daemon(task, "lapwing-run"));
  }

  Settings settings() {
    return settings;
  }

  TilePool pool() {
    return pool;
  }

  Storage storage() {
    return storage;
  }

  KernelLibrary kernels() {
    return kernels;
  }

  /** Starts a run, here or on executors elsewhere. */
  RunHandle start(RunSpec spec) {
    if (settings.fleet().isEmpty()) {
      return executor.start(spec);
    }
    settings.cost().ifPresent(cost -> requireAffordable(spec, cost));
    return submitter.submit(scaled(spec));
  }

  /** Goes on with a run, here or on executors elsewhere. */
  RunHandle resume(RunSpec spec) {
    return settings.fleet().isPresent() ? submitter.resume(scaled(spec)) : executor.resume(spec);
  }

  /** Follows a run that executors elsewhere work on. */
  RunHandle attach(RunSpec spec) {
    return submitter.attach(spec);
  }

  private RunSpec scaled(RunSpec spec) {
    spec.matrices().forEach((name, matrix) -> requireShared(name, matrix.store().location()));
    RunSpec scaled = spec.withScaling(settings.fleet().orElseThrow().scaling());
    return settings.cost().map(cost -> scaled.withCost(cost.meter())).orElse(scaled);
  }

  /** Whether whoever computes here sees a matrix and the place of a result, if it has one. */
  boolean computesOn(String location, Optional<String> out) {
    return settings.fleet().isEmpty()
        || (settings.place().orElseThrow().shares(location)
            && out.map(settings.place().get()::shares).orElse(true));
  }

  /** Whether computing waits for executors that others are to start. */
  boolean waitsForOthers() {
    return settings.fleet().isPresent() && settings.fleet().get().scaling().most() == 0;
  }

  private void requireAffordable(RunSpec spec, CostSettings cost) {
    int executors = Math.max(1, settings.fleet().orElseThrow().scaling().most());
    Workload workload =
        Workload.of(Plan.of(spec.program().at(spec.sizes())).in(spec.precision().bytes()));
    CostEstimate estimate =
        CostEstimate.of(workload, cost.size(), executors, Assumptions.defaults());
    if (!cost.meter().allows(estimate.expected())) {
      throw CostLimitReached.planned(
          cost.meter().limitDollars(), cost.meter().prices().bill(estimate.expected()).dollars());
    }
  }

  private void requireShared(String name, String location) {
    if (!settings.place().orElseThrow().shares(location)) {
      throw new IllegalArgumentException(
          "%s is at %s, where executors elsewhere do not see it: save it to a .zarr array in %s first"
              .formatted(name, location, settings.place().get()));
    }
  }

  Cleaner cleaner() {
    return cleaner;
  }

  /** Where runs wait for themselves, so that their callers need not. */
  Executor coordinators() {
    return coordinators;
  }

  /** The tiles of a stored matrix. */
  TileArray tiles(StoredMatrix matrix) {
    return TileArray.of(matrix, pool);
  }

  ParallelTileLoop newTileLoop() {
    return new ParallelTileLoop(tileThreads, settings.threads());
  }

  /** How a matrix of a shape is cut if nobody says so. */
  TileGrid grid(long rows, long columns) {
    return settings
        .tile()
        .map(tile -> TileGrid.of(rows, columns, tile, tile))
        .orElseGet(() -> TileSizes.choose(rows, columns));
  }

  NamelessMatrices nameless() {
    return nameless;
  }

  /** Deletes a matrix that nobody uses any more. */
  void forget(String uri) {
    try {
      if (!closed.get()) {
        nameless.delete(uri);
      }
    } catch (StoreException e) {
      throw Failures.storage("deleting " + uri, e);
    }
  }

  void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("this Lapwing is closed: make another with Lapwing.local()");
    }
  }

  /**
   * Remembers a run until it ends.
   *
   * @param atClose what becomes of it if this is closed before
   */
  void register(Run<?> run, Runnable atClose) {
    requireOpen();
    active.put(run, atClose);
    Joining.atEnd(run.future(), () -> active.remove(run));
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Map<Run<?>, Runnable> ending = Map.copyOf(active);
    ending.values().forEach(Runnable::run);
    executor.close();
    // Whoever was writing tidies up before its storage is closed.
    ending.keySet().forEach(run -> run.future().handle((result, failure) -> result).join());
    submitter.close();
    tileThreads.shutdown();
    coordinators.shutdown();
    try {
      nameless.deleteAll();
      storage.close();
      session.ifPresent(Session::close);
      settings.fleet().ifPresent(fleet -> fleet.fleet().close());
    } catch (StoreException e) {
      throw Failures.storage("closing", e);
    } finally {
      pool.close();
    }
  }

  private static RunSubmitter submitter(Settings settings, String kernels) {
    return settings
        .fleet()
        .map(
            fleet ->
                new RunSubmitter(
                    fleet.core().map(KernelLibraries::describing).orElse(kernels), fleet.fleet()))
        .orElseGet(() -> new RunSubmitter(kernels));
  }

  private static Session session(Place place) {
    try {
      return place.begin();
    } catch (IOException e) {
      throw new UncheckedIOException("beginning a session in " + place, e);
    }
  }

  private static Storage openStorage(Settings settings, TilePool pool) {
    if (settings.place().isEmpty()) {
      return Storage.inMemory(pool);
    }
    Place place = settings.place().get();
    try {
      return place.open(pool);
    } catch (StoreException e) {
      throw Failures.storage("opening " + place, e);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
