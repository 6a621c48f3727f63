package dev.lapwing;

import java.nio.file.Path;
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
  private final LapwingBuilder settings;

  Lapwing(LapwingBuilder settings) {
    this.settings = settings;
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
    return settings.threads();
  }

  /** The most bytes that tiles may take in memory. */
  public long memoryBudget() {
    return settings.memoryBudget();
  }

  /** The folder of results and runs, if there is one. */
  public Optional<Path> folder() {
    return settings.folder();
  }

  /** What computes the kernels: {@code OpenBLAS 0.3.31 (SapphireRapids, 1 thread a call)}. */
  public String kernels() {
    return Pending.value();
  }

  /** The matrix with these rows, which are copied. */
  public BigMatrix matrix(double[][] rows) {
    return Pending.value();
  }

  /** The matrix whose rows lie one after the other in an array, which is copied. */
  public BigMatrix matrix(long rows, long columns, double[] rowMajor) {
    return Pending.value();
  }

  /** The matrix of a function of row and column. */
  public BigMatrix matrix(long rows, long columns, Entries entries) {
    return Pending.value();
  }

  /** Uniform on (-1, 1): the same numbers for the same seed, whatever the tiles and threads. */
  public BigMatrix random(long rows, long columns, long seed) {
    return matrix(rows, columns, RandomMatrices.uniform(seed));
  }

  /** A random symmetric positive definite matrix with condition number 100. */
  public BigMatrix randomSpd(long n, long seed) {
    return matrix(n, n, RandomMatrices.positiveDefinite(Math.toIntExact(n), 100, seed));
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
   * The matrix at a path or URI. A Zarr array is read tile by tile when it is needed; any other
   * format ({@code .npy}, {@code .mtx}, {@code .csv}) is imported, streaming, into memory or into
   * the folder.
   */
  public BigMatrix open(String uri) {
    return Pending.value();
  }

  @Override
  public void close() {}
}
