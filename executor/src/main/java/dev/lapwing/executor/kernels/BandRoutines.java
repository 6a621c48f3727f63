package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;

/**
 * What {@link BandReduction}, {@link ReflectorBlocks}, {@link ColumnReflectors} and {@link
 * DenseReduction} are made of.
 *
 * @param <M> the matrices that they compute with
 */
interface BandRoutines<M> {

  /**
   * The reflector that maps a row or a column onto its first entry.
   *
   * @param entries one row or one column; becomes its image
   * @param v a column as long; receives the vector of the reflector, whose first entry is one
   * @return tau; zero if there is nothing to do
   */
  double reflect(M entries, M v);

  /** {@code C := (I - tau v v^T) C}; {@code work} has an entry for every column of C. */
  void applyLeft(M v, double tau, M c, M work);

  /** {@code C := C (I - tau v v^T)}; {@code work} has an entry for every row of C. */
  void applyRight(M c, M v, double tau, M work);

  /**
   * {@code C := (I - tau v v^T) C (I - tau v v^T)} on the lower triangle of a symmetric C; {@code
   * work} has an entry for every row of C.
   */
  void applyBoth(M v, double tau, M c, M work);

  /** Keeps a reflector in a column, with the inverse of tau in the place of the one. */
  void keep(M v, double tau, M column);

  /**
   * The vectors of reflectors of which each begins a row below the one before.
   *
   * @param kept the columns, as {@link #keep} left them; what is above a reflector, and what is
   *     {@code length} or more entries below, belongs to others
   * @param v receives the vectors, with ones and zeros where they belong
   */
  void vectors(M kept, int length, M v);

  /** Copies the inverses of tau from the diagonal of kept columns to that of a triangle. */
  void inverseTaus(M kept, M triangle);

  /**
   * The QR factorization {@code dgeqrt} in one block: R, and below it the reflectors, in the place
   * of A.
   *
   * @param t a square of zeros below its diagonal, as large as there are reflectors; receives their
   *     triangular factor
   * @param work as many rows and columns as A has columns
   */
  void factor(M a, M t, M work);

  /** {@code to := from^T}. */
  void transpose(M from, M to);

  /** {@link Blas#gemm}. */
  void gemm(Op transA, Op transB, double alpha, M a, M b, double beta, M c);

  /** {@code B := B T^-1} for an upper triangle. */
  void solveUpper(M t, M b);

  /** {@code B := T^-1 B} for an upper triangle. */
  void solveUpperLeft(M t, M b);
}
