package dev.lapwing.executor;

import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.state.SteadyClock;
import dev.lapwing.state.TilePool;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Runs programs on threads of this process: as many kernels at once as it has threads, over all its
 * runs. A run may be in memory, or on storage that other processes share; then each of them may
 * have an executor that works on it.
 *
 * <pre>{@code
 * try (var executor = new LocalExecutor(2, kernels, pool)) {
 *   RunSpec spec = RunSpec.builder(id, Compiler.compile(program), sizes)
 *       .matrix("A", a, rows, rows)
 *       .matrix("L", l, rows, rows)
 *       .build();
 *   RunReport report = executor.start(spec).await();
 * }
 * }</pre>
 *
 * <p>The output stores must not hold tiles of their own when a run is begun: a tile that is there
 * counts as written. Safe for use by many threads.
 */
public final class LocalExecutor implements AutoCloseable {

  private final int threads;
  private final RunAssembly assembly;
  private final RunThreads runThreads = RunThreads.start();
  private final Set<LocalRun> runs = ConcurrentHashMap.newKeySet();

  /**
   * An executor without runs.
   *
   * @param threads how many kernels run at once, at least one
   * @param kernels what computes
   * @param pool memory for tiles
   */
  public LocalExecutor(int threads, KernelLibrary kernels, TilePool pool) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    this.threads = threads;
    this.assembly =
        new RunAssembly(kernels, pool, threads, new Semaphore(threads, true), new SteadyClock());
  }

  /**
   * Starts a run, or joins it if the table has a run of that id: then it goes on where it is, and
   * no task whose outputs are there is computed again. A run that has FAILED or was CANCELLED stays
   * so.
   *
   * <p>The promises of the program are checked at these very sizes first, if it has at most four
   * million tasks; that takes less than a microsecond a task.
   *
   * @throws dev.lapwing.compiler.ProgramRejected if the program breaks a promise at these sizes
   * @throws ShapeMismatch if a matrix is not cut as the sizes say
   * @throws KernelMismatch if the run was begun with other kernels
   * @throws StorageFailed if the run cannot be recorded
   * @throws IllegalArgumentException if a matrix or size is missing or unknown, or a run of that id
   *     computes something else
   */
  public RunHandle start(RunSpec spec) {
    return launch(spec, false);
  }

  /**
   * As {@link #start}, but a run that has FAILED or was CANCELLED is put back to work first. That
   * takes a walk over its task graph. A run whose scratch tiles were in memory cannot be put back:
   * they are gone.
   */
  public RunHandle resume(RunSpec spec) {
    return launch(spec, true);
  }

  /** How many kernels run at once. */
  public int threads() {
    return threads;
  }

  /** Cancels the runs that have not ended, and waits until their threads have. */
  @Override
  public void close() {
    runs.forEach(LocalRun::cancel);
    runs.forEach(LocalRun::join);
    runThreads.close();
  }

  private RunHandle launch(RunSpec spec, boolean revive) {
    if (runThreads.isClosed()) {
      throw new IllegalStateException("This executor is closed: start the run on another.");
    }
    Layouts.check(spec);
    LocalRun run = assembly.assemble(spec, revive);
    run.catchUp();
    runs.add(run);
    run.launch(runThreads, () -> runs.remove(run));
    return run;
  }
}
