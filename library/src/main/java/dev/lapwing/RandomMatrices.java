package dev.lapwing;

/**
 * Random test matrices as functions of row and column: each entry is computed from the seed and its
 * place alone, so the same seed gives the same matrix whatever the tiles and threads.
 *
 * <p>Matrices of a given condition number are {@code U D V^T} with geometrically spaced singular
 * values D, as LAPACK's {@code dlatms} makes them with MODE = 3; U and V are Householder matrices,
 * so that an entry costs a few operations (M. Fasi and N. J. Higham, "Generating Extreme-Scale
 * Matrices With Specified Singular Values or Condition Number", SIAM J. Sci. Comput. 43, 2021).
 */
public final class RandomMatrices {
  /** The condition number of a matrix for which none is given. */
  static final double MODERATE_CONDITION = 100;

  private RandomMatrices() {}

  /** Uniform on (-1, 1), as LAPACK's {@code dlarnv} with IDIST = 2. */
  public static Entries uniform(long seed) {
    return (i, j) -> 2 * RandomNumbers.uniform(seed, i, j) - 1;
  }

  /** Standard normal, as LAPACK's {@code dlarnv} with IDIST = 3. */
  public static Entries normal(long seed) {
    return (i, j) -> RandomNumbers.normal(seed, i, j);
  }

  /**
   * Symmetric positive definite, n x n, of 2-norm 1.
   *
   * @param condition the 2-norm condition number, at least 1
   */
  public static Entries positiveDefinite(int n, double condition, long seed) {
    double[] d = spectrum(n, condition);
    double[] v = unitVector(n, seed);
    // H D H = D - 2 v (D v)^T - 2 (D v) v^T + 4 (v^T D v) v v^T for H = I - 2 v v^T
    double s = 4 * weighted(v, d, v);
    return (row, column) -> {
      int i = (int) row;
      int j = (int) column;
      double rank2 = v[i] * v[j] * (s - 2 * (d[i] + d[j]));
      return i == j ? d[i] + rank2 : rank2;
    };
  }

  /**
   * A general matrix of 2-norm 1.
   *
   * @param condition the 2-norm condition number, at least 1
   */
  public static Entries conditioned(int rows, int columns, double condition, long seed) {
    int rank = Math.min(rows, columns);
    double[] d = spectrum(rank, condition);
    double[] u = unitVector(rows, seed);
    double[] v = unitVector(columns, ~seed);
    double s = 4 * weighted(u, d, v);
    return (row, column) -> {
      int i = (int) row;
      int j = (int) column;
      // (I - 2 u u^T) D (I - 2 v v^T)
      double entry = s * u[i] * v[j];
      if (j < rank) {
        entry -= 2 * u[i] * u[j] * d[j];
      }
      if (i < rank) {
        entry -= 2 * d[i] * v[i] * v[j];
      }
      return i == j ? entry + d[i] : entry;
    };
  }

  /**
   * Symmetric positive definite with rows and columns scaled from 1 down to {@code 1 / ratio}, n x
   * n: badly scaled rather than ill-conditioned.
   *
   * @param ratio of the largest scale to the smallest, at least 1
   */
  public static Entries graded(int n, double ratio, long seed) {
    double[] scale = spectrum(n, ratio);
    Entries core = positiveDefinite(n, MODERATE_CONDITION, seed);
    return (i, j) -> scale[(int) i] * scale[(int) j] * core.at(i, j);
  }

  /** From 1 down to {@code 1 / ratio}, in equal ratios. */
  private static double[] spectrum(int n, double ratio) {
    if (!(ratio >= 1 && ratio < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the ratio of the largest to the smallest must be finite and at least 1, not " + ratio);
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = n == 1 ? 1 : StrictMath.pow(ratio, -(double) i / (n - 1));
    }
    return values;
  }

  private static double[] unitVector(int n, long seed) {
    double[] v = new double[n];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      v[i] = RandomNumbers.normal(seed, i, -1);
      squares += v[i] * v[i];
    }
    double norm = Math.sqrt(squares);
    for (int i = 0; i < n; i++) {
      v[i] /= norm;
    }
    return v;
  }

  /** {@code u^T D v} for a rectangular diagonal matrix D. */
  private static double weighted(double[] u, double[] d, double[] v) {
    double sum = 0;
    for (int i = 0; i < d.length; i++) {
      sum += u[i] * d[i] * v[i];
    }
    return sum;
  }
}
