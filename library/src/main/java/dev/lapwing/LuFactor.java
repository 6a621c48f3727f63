package dev.lapwing;

import dev.lapwing.lambdapack.Uplo;

/**
 * An LU factorization with tournament pivoting: {@code P A = L U} (LAPACK: {@code getrf}). A is m x
 * n; P permutes its rows, L is m x k and unit lower triangular, U is k x n and upper triangular, k
 * the lesser of m and n. Closing it frees the factors.
 *
 * <p>A singular matrix has factors too, with an exact zero on the diagonal of U; what fails, with
 * {@code SingularMatrix}, is to solve with them. NaN and infinite entries of A spread into both.
 *
 * <p>Every method that computes has a twin that starts the work and does not wait for it.
 *
 * <p>Source: L. Grigori, J. Demmel, H. Xiang, CALU: a communication optimal LU factorization
 * algorithm, SIAM J. Matrix Anal. Appl. 32 (2011).
 */
public final class LuFactor implements AutoCloseable {
  private final BigMatrix packed;
  private final BigMatrix order;

  LuFactor(BigMatrix packed, BigMatrix order) {
    this.packed = packed;
    this.order = order;
  }

  /** Both factors in one m x n matrix, as LAPACK keeps them: L below the diagonal, U from it on. */
  public BigMatrix packed() {
    return packed;
  }

  /** The permutation as a matrix of one column: row i of PA is row {@code order(i)} of A. */
  public BigMatrix order() {
    return order;
  }

  /** The permutation: row i of PA is row {@code permutation()[i]} of A, counted from zero. */
  public long[] permutation() {
    return LuParts.rowNumbers(order);
  }

  /** L with its ones and zeros, as a matrix of its own. */
  public BigMatrix lower() {
    return lowerAsync().join();
  }

  /** As {@link #lower}. */
  public Run<BigMatrix> lowerAsync() {
    return lowerAsync(RunOptions.defaults());
  }

  /** As {@link #lower}. */
  public Run<BigMatrix> lowerAsync(RunOptions options) {
    return new LuParts(this, options).triangle(Uplo.LOWER);
  }

  /** U with its zeros, as a matrix of its own. */
  public BigMatrix upper() {
    return upperAsync().join();
  }

  /** As {@link #upper}. */
  public Run<BigMatrix> upperAsync() {
    return upperAsync(RunOptions.defaults());
  }

  /** As {@link #upper}. */
  public Run<BigMatrix> upperAsync(RunOptions options) {
    return new LuParts(this, options).triangle(Uplo.UPPER);
  }

  /**
   * Solves {@code A X = B} for a square A (LAPACK: {@code getrs}).
   *
   * @param b n x c
   * @return X, n x c
   * @throws dev.lapwing.executor.SingularMatrix if U has an exact zero on its diagonal
   */
  public BigMatrix solve(BigMatrix b) {
    return solveAsync(b).join();
  }

  /** As {@link #solve}. */
  public Run<BigMatrix> solveAsync(BigMatrix b) {
    return solve("getrs", order, b);
  }

  /** Solves {@code A^T X = B}; otherwise as {@link #solve}. */
  public BigMatrix solveTransposed(BigMatrix b) {
    return solveTransposedAsync(b).join();
  }

  /** As {@link #solveTransposed}. */
  public Run<BigMatrix> solveTransposedAsync(BigMatrix b) {
    return ChainedRun.closing(
        "getrs-trans",
        new LuParts(this, RunOptions.defaults()).inverseOrder(),
        inverse -> solve("getrs-trans", inverse, b));
  }

  /**
   * One step of iterative refinement: {@code X + A^-1 (B - A X)}, all in double precision, which
   * makes a solution as good as a backward stable one (LAPACK: {@code gerfs}).
   *
   * @param a the matrix that was factored
   * @param x a solution that may be better; n x c
   * @param b n x c
   */
  public BigMatrix refine(BigMatrix a, BigMatrix x, BigMatrix b) {
    return refineAsync(a, x, b).join();
  }

  /** As {@link #refine}; A, X and B may not be closed before it has ended. */
  public Run<BigMatrix> refineAsync(BigMatrix a, BigMatrix x, BigMatrix b) {
    String name = "gerfs";
    Run<BigMatrix> residual =
        ChainedRun.closing(name, a.async().multiply(x), product -> b.async().minus(product));
    Run<BigMatrix> correction = ChainedRun.closing(name, residual, this::solveAsync);
    return ChainedRun.closing(name, correction, x.async()::plus);
  }

  /** The determinant of a square A. */
  public Determinant determinant() {
    return determinantAsync().join();
  }

  /** As {@link #determinant}. */
  public Run<Determinant> determinantAsync() {
    return new LuParts(this, RunOptions.defaults()).determinant();
  }

  /**
   * The inverse of a square A, as the solution for the identity. To solve equations, {@link #solve}
   * is faster and more accurate.
   *
   * @throws dev.lapwing.executor.SingularMatrix if U has an exact zero on its diagonal
   */
  public BigMatrix inverse() {
    return inverseAsync().join();
  }

  /** As {@link #inverse}. */
  public Run<BigMatrix> inverseAsync() {
    LuOperations.requireSquare("invert", Operand.of(packed));
    return Identity.solvedBy("getri", packed, this::solveAsync);
  }

  /**
   * An estimate of {@code 1 / (||A|| ||A^-1||)} in the 1-norm (LAPACK: {@code gecon}): seldom wrong
   * by more than a factor of three, never too small but by rounding. Zero for a singular matrix.
   *
   * @param norm the 1-norm of A
   */
  public double reciprocalCondition(double norm) {
    return reciprocalConditionAsync(norm).join();
  }

  /** As {@link #reciprocalCondition}. */
  public Run<Double> reciprocalConditionAsync(double norm) {
    LuOperations.requireSquare("estimate the condition of", Operand.of(packed));
    return TileRun.start(
        packed.lapwing().engine(),
        "gecon",
        loop -> ConditionEstimate.of(this, norm, loop::checkpoint));
  }

  @Override
  public void close() {
    packed.close();
    order.close();
  }

  private Run<BigMatrix> solve(String program, BigMatrix rows, BigMatrix b) {
    ProgramCall call =
        packed
            .lapwing()
            .operations()
            .pivoted()
            .getrs(program, Operand.of(packed), Operand.of(rows), Operand.of(b));
    return new MappedRun<>(call.start(), results -> results.get("X"));
  }
}
