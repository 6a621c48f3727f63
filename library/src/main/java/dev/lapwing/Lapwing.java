package dev.lapwing;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where matrices live and computations run: a pool of threads, a budget of memory and, if wanted, a
 * folder. The entry to the library.
 *
 * <pre>{@code
 * try (Lapwing lapwing = Lapwing.local()) {
 *   BigMatrix a = lapwing.randomSpd(4096, 42);
 *   BigMatrix l = a.cholesky().lower();
 *   System.out.println(Residuals.cholesky(a, l));
 * }
 * }</pre>
 *
 * <p>Closing it cancels its runs and frees its matrices. Safe for use by many threads.
 */
public final class Lapwing implements AutoCloseable {
  private final Engine engine;
  private final Operations operations = new Operations(this, new ShippedPrograms());

  Lapwing(Engine engine) {
    this.engine = engine;
  }

  /** Computes in this JVM, on all cores, in memory. */
  public static Lapwing local() {
    return builder().build();
  }

  /** Computes in this JVM, with options. */
  public static LapwingBuilder builder() {
    return new LapwingBuilder();
  }

  /** The number of tasks that run at once. */
  public int threads() {
    return engine.settings().threads();
  }

  /** The most bytes that tiles may take in memory. */
  public long memoryBudget() {
    return engine.settings().memoryBudget();
  }

  /** The folder of results and runs, if there is one. */
  public Optional<Path> folder() {
    return engine.settings().folder();
  }

  /** What computes the kernels: {@code OpenBLAS 0.3.31 (SapphireRapids, 1 thread a call)}. */
  public String kernels() {
    return engine.kernels().description();
  }

  /** The bytes that tiles take in memory now. */
  public long memoryInUse() {
    return engine.pool().bytesInUse();
  }

  /**
   * The matrix with these rows, which are copied.
   *
   * @throws IllegalArgumentException if rows differ in length
   */
  public BigMatrix matrix(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "row %d has %d entries, and row 0 has %d: a matrix needs rows of one length"
                .formatted(i, rows[i].length, columns));
      }
    }
    return matrix(rows.length, columns, (i, j) -> rows[(int) i][(int) j]);
  }

  /** The matrix whose rows lie one after the other in an array, which is copied. */
  public BigMatrix matrix(long rows, long columns, double[] rowMajor) {
    if (new Shape(rows, columns).entries() != rowMajor.length) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d has %d entries, the array has %d"
              .formatted(rows, columns, rows * columns, rowMajor.length));
    }
    return matrix(rows, columns, (i, j) -> rowMajor[(int) (i * columns + j)]);
  }

  /** The matrix of a function of row and column. */
  public BigMatrix matrix(long rows, long columns, Entries entries) {
    return async().matrix(rows, columns, entries).join();
  }

  /** Uniform on (-1, 1): the same numbers for the same seed, whatever the tiles and threads. */
  public BigMatrix random(long rows, long columns, long seed) {
    return matrix(rows, columns, RandomMatrices.uniform(seed));
  }

  /** A random symmetric positive definite matrix with condition number 100. */
  public BigMatrix randomSpd(int n, long seed) {
    return matrix(
        n, n, RandomMatrices.positiveDefinite(n, RandomMatrices.MODERATE_CONDITION, seed));
  }

  /** The identity. */
  public BigMatrix identity(long n) {
    return matrix(n, n, (i, j) -> i == j ? 1 : 0);
  }

  /** Zeros. */
  public BigMatrix zeros(long rows, long columns) {
    return matrix(rows, columns, (i, j) -> 0);
  }

  /**
   * The matrix at a path or URI. A Zarr array, on a disk or in S3, and what is at {@code mem:NAME},
   * is read tile by tile when it is needed; any other format ({@code .npy}, {@code .mtx}, {@code
   * .csv}) is imported, streaming, into memory or into the folder.
   *
   * @throws IllegalArgumentException if the URI or its ending means nothing
   * @throws dev.lapwing.format.MalformedMatrixFile if the file is not what its ending says
   */
  public BigMatrix open(String uri) {
    return MatrixUri.of(uri).isTiled() ? openStored(uri) : async().load(uri).join();
  }

  /**
   * Whether a matrix is at a path or URI where tiles are read one by one, finished or not.
   *
   * @throws IllegalArgumentException if the URI means no such place
   */
  public boolean exists(String uri) {
    engine.requireOpen();
    if (!MatrixUri.of(uri).isTiled()) {
      throw new IllegalArgumentException(uri + " is no place for tiles: it is a file to import");
    }
    try {
      return engine.storage().exists(uri);
    } catch (StoreException e) {
      throw Failures.storage("looking for " + uri, e);
    }
  }

  /** A program of your own, to be given its matrices and started. */
  public ProgramCall program(Program program) {
    return program(Compiler.compile(program));
  }

  /** A program that was compiled before. */
  public ProgramCall program(CompiledProgram program) {
    return new ProgramCall(this, program);
  }

  /**
   * The ids of the runs in the folder that have neither ended nor been cancelled, oldest first:
   * another process works on them, or did until it died.
   */
  public List<String> unfinishedRuns() {
    return runs().stream()
        .filter(run -> run.status() == RunStatus.RUNNING)
        .map(RunSummary::id)
        .toList();
  }

  /** All runs that the folder remembers, oldest first. */
  public List<RunSummary> runs() {
    engine.requireOpen();
    return new RecordedRuns(this).all();
  }

  /**
   * Goes on with a run of the folder that has not ended, has FAILED or was CANCELLED: on the
   * threads of this process, or on a fleet if it has one. Tasks whose results are there are not
   * computed again; if others work on the run, all do.
   *
   * @return the run, whose result is every output by its name
   * @throws IllegalArgumentException if there is no such run, or it is DONE
   * @throws dev.lapwing.executor.StorageFailed if one of its matrices is gone
   */
  public Run<Map<String, BigMatrix>> resume(String run) {
    engine.requireOpen();
    return new RecordedRuns(this).resume(run);
  }

  /**
   * Follows a run of the folder that executors elsewhere work on, and computes nothing itself. With
   * a fleet, it starts the executors that the run lacks. Closing this Lapwing leaves the run to its
   * executors.
   *
   * @return the run, whose result is every output by its name
   * @throws IllegalArgumentException if there is no such run
   */
  public Run<Map<String, BigMatrix>> attach(String run) {
    engine.requireOpen();
    return new RecordedRuns(this).attach(run);
  }

  /**
   * Ends a run of the folder as CANCELLED, for all who work on it; they stop within about a second
   * and the time of a kernel.
   *
   * @return what has become of it: another status if it had ended before
   * @throws IllegalArgumentException if there is no such run
   */
  public RunStatus cancel(String run) {
    engine.requireOpen();
    return new RecordedRuns(this).cancel(run);
  }

  /**
   * What the executors of a run that is remembered have noted down of their work, of one that is
   * under way as well.
   *
   * @throws IllegalArgumentException if there is no such run
   */
  public RunTrace trace(String run) {
    engine.requireOpen();
    return new RecordedRuns(this).trace(run);
  }

  /**
   * How many executors work on a run of the folder, or did a few seconds ago and have not said that
   * they leave.
   *
   * @throws IllegalArgumentException if there is no such run
   */
  public int liveExecutors(String run) {
    engine.requireOpen();
    return new RecordedRuns(this).liveExecutors(run);
  }

  /**
   * Deletes what ended runs have left in the folder or on AWS, and forgets them: they cannot be
   * resumed any more. Results stay where they are. Runs that are DONE and whose results have no
   * place of their own are kept, with these, until they are named.
   *
   * @param runs the runs that are to go; empty for all
   */
  public CleanedRuns clean(List<String> runs) {
    engine.requireOpen();
    Place place =
        engine
            .settings()
            .place()
            .orElseThrow(() -> new IllegalArgumentException("there is no folder to clean"));
    try {
      return new Cleaning(this, place).clean(runs);
    } catch (IOException e) {
      throw new UncheckedIOException("cleaning " + place, e);
    }
  }

  /** The ways to make a matrix, started and not waited for. */
  public AsyncLapwing async() {
    return async(RunOptions.defaults());
  }

  /** The ways to make a matrix, started and not waited for, with options. */
  public AsyncLapwing async(RunOptions options) {
    return new AsyncLapwing(this, options);
  }

  @Override
  public void close() {
    engine.close();
  }

  Engine engine() {
    return engine;
  }

  Operations operations() {
    return operations;
  }

  BigMatrix openStored(String uri) {
    engine.requireOpen();
    try {
      StoredMatrix store = engine.storage().open(uri);
      return BigMatrix.stored(this, store, uri);
    } catch (StoreException e) {
      throw Failures.storage("opening " + uri, e);
    }
  }
}
