package dev.lapwing;

import dev.lapwing.executor.LocalExecutor;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import dev.lapwing.tiles.ParallelTileLoop;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Set;
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
  private final ExecutorService tileThreads;
  private final ExecutorService coordinators;
  private final Cleaner cleaner = Cleaner.create();
  private final Set<Run<?>> active = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  Engine(Settings settings) {
    this.settings = settings;
    this.pool = TilePool.create(settings.memoryBudget());
    this.storage = openStorage(settings, pool);
    this.nameless = new NamelessMatrices(storage, settings.folder());
    this.executor = new LocalExecutor(settings.threads(), kernels, pool);
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

  LocalExecutor executor() {
    return executor;
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
    MatrixLayout layout = matrix.layout();
    return new TileArray(
        TileGrid.of(layout.rows(), layout.columns(), layout.tileRows(), layout.tileColumns()),
        matrix,
        pool);
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

  /** Remembers a run until it ends, so that closing can cancel it. */
  void register(Run<?> run) {
    requireOpen();
    active.add(run);
    Joining.atEnd(run.future(), () -> active.remove(run));
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List<Run<?>> ending = List.copyOf(active);
    ending.forEach(Run::cancel);
    executor.close();
    // Whoever was writing tidies up before its storage is closed.
    ending.forEach(run -> run.future().handle((result, failure) -> result).join());
    tileThreads.shutdown();
    coordinators.shutdown();
    try {
      nameless.deleteAll();
      storage.close();
    } catch (StoreException e) {
      throw Failures.storage("closing", e);
    } finally {
      pool.close();
    }
  }

  private static Storage openStorage(Settings settings, TilePool pool) {
    if (settings.folder().isEmpty()) {
      return Storage.inMemory(pool);
    }
    try {
      return Storage.inFolder(settings.folder().get(), pool);
    } catch (StoreException e) {
      throw Failures.storage("opening " + settings.folder().get(), e);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
