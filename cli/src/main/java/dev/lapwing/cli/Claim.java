package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Residuals;
import dev.lapwing.Run;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What is said of some matrices, and the scaled residuals that show whether it is so. */
enum Claim {
  /** {@code A = L L^T}. */
  CHOLESKY,
  /** {@code P A = L U}. */
  LU,
  /** {@code A X = B}. */
  SOLVE,
  /** {@code X} minimises {@code ||A X - B||} for a tall A. */
  LEAST_SQUARES,
  /** {@code A = Q R} with orthonormal columns of Q. */
  QR,
  /** {@code A = L Q} with orthonormal rows of Q. */
  LQ,
  /** {@code A = U S V^T} with orthonormal columns of U and V. */
  SVD,
  /** Orthonormal columns of U and of V: what a decomposition of low rank promises. */
  LOW_RANK,
  /** {@code A V = V W} with an orthogonal V, for a symmetric A. */
  EIGH,
  /** {@code C = A B}. */
  MATMUL;

  /** Below it a result is as good as rounding allows. */
  static final double THRESHOLD = 10;

  static final String CHOLESKY_RESIDUAL = "||A - L L^T|| / (n ||A|| eps)";
  static final String LU_RESIDUAL = "||P A - L U|| / (n ||A|| eps)";
  static final String SOLVE_RESIDUAL = "||B - A X|| / (n ||A|| ||X|| eps)";
  static final String LEAST_SQUARES_RESIDUAL =
      "||A^T (B - A X)|| / (m ||A^T|| (||A|| ||X|| + ||B||) eps)";
  static final String QR_RESIDUAL = "||A - Q R|| / (m ||A|| eps)";
  static final String ORTHOGONALITY = "||I - Q^T Q|| / (m eps)";
  static final String LQ_RESIDUAL = "||A^T - Q^T L^T|| / (n ||A^T|| eps)";
  static final String ROW_ORTHOGONALITY = "||I - Q Q^T|| / (n eps)";
  static final String SVD_RESIDUAL = "||A - U S V^T|| / (max(m, n) ||A|| eps)";
  static final String LEFT_ORTHOGONALITY = "||I - U^T U|| / (m eps)";
  static final String RIGHT_ORTHOGONALITY = "||I - V^T V|| / (n eps)";
  static final String EIGEN_RESIDUAL = "||A V - V W|| / (n ||A|| eps)";
  static final String PRODUCT_RESIDUAL = "||C - A B|| / (k ||A|| ||B|| eps)";

  /** The matrices that it is about, in order. */
  List<String> operands() {
    return switch (this) {
      case CHOLESKY -> List.of("A", "L");
      case LU -> List.of("A", "L", "U", "P");
      case SOLVE, LEAST_SQUARES -> List.of("A", "X", "B");
      case QR -> List.of("A", "Q", "R");
      case LQ -> List.of("A", "L", "Q");
      case SVD -> List.of("A", "U", "S", "VT");
      case LOW_RANK -> List.of("U", "VT");
      case EIGH -> List.of("A", "W", "V");
      case MATMUL -> List.of("A", "B", "C");
    };
  }

  /** The residuals, all of which must be small. */
  List<Residual> residuals() {
    return switch (this) {
      case CHOLESKY ->
          List.of(
              new Residual(
                  "residual", CHOLESKY_RESIDUAL, m -> Residuals.choleskyAsync(m.get(0), m.get(1))));
      case LU ->
          List.of(
              new Residual(
                  "residual",
                  LU_RESIDUAL,
                  m -> Residuals.luAsync(m.get(0), m.get(1), m.get(2), m.get(3))));
      case SOLVE ->
          List.of(
              new Residual(
                  "residual",
                  SOLVE_RESIDUAL,
                  m -> Residuals.solveAsync(m.get(0), m.get(1), m.get(2))));
      case LEAST_SQUARES ->
          List.of(
              new Residual(
                  "residual",
                  LEAST_SQUARES_RESIDUAL,
                  m -> Residuals.leastSquaresAsync(m.get(0), m.get(1), m.get(2))));
      case QR ->
          List.of(
              new Residual(
                  "residual", QR_RESIDUAL, m -> Residuals.qrAsync(m.get(0), m.get(1), m.get(2))),
              new Residual(
                  "orthogonality", ORTHOGONALITY, m -> Residuals.orthogonalityAsync(m.get(1))));
      case LQ ->
          List.of(
              new Residual("residual", LQ_RESIDUAL, Claim::lqResidual),
              new Residual("orthogonality", ROW_ORTHOGONALITY, Claim::rowOrthogonality));
      case SVD ->
          List.of(
              new Residual("residual", SVD_RESIDUAL, Claim::svdResidual),
              new Residual(
                  "orthogonalityU",
                  LEFT_ORTHOGONALITY,
                  m -> Residuals.orthogonalityAsync(m.get(1))),
              new Residual(
                  "orthogonalityV", RIGHT_ORTHOGONALITY, m -> orthogonalityOfRows(m.get(3))));
      case LOW_RANK ->
          List.of(
              new Residual(
                  "orthogonalityU",
                  LEFT_ORTHOGONALITY,
                  m -> Residuals.orthogonalityAsync(m.get(0))),
              new Residual(
                  "orthogonalityV", RIGHT_ORTHOGONALITY, m -> orthogonalityOfRows(m.get(1))));
      case EIGH ->
          List.of(
              new Residual("residual", EIGEN_RESIDUAL, Claim::eigenResidual),
              new Residual(
                  "orthogonality",
                  RIGHT_ORTHOGONALITY,
                  m -> Residuals.orthogonalityAsync(m.get(2))));
      case MATMUL ->
          List.of(
              new Residual(
                  "residual",
                  PRODUCT_RESIDUAL,
                  m -> Residuals.multiplyAsync(m.get(0), m.get(1), m.get(2))));
    };
  }

  private static Run<Double> lqResidual(List<BigMatrix> m) {
    try (BigMatrix a = m.get(0).transpose();
        BigMatrix l = m.get(1).transpose();
        BigMatrix q = m.get(2).transpose()) {
      return Residuals.qrAsync(a, q, l);
    }
  }

  private static Run<Double> svdResidual(List<BigMatrix> m) {
    return Residuals.svdAsync(m.get(0), m.get(1), m.get(2).toRowMajor(), m.get(3));
  }

  private static Run<Double> eigenResidual(List<BigMatrix> m) {
    return Residuals.eigenAsync(m.get(0), m.get(1).toRowMajor(), m.get(2));
  }

  private static Run<Double> rowOrthogonality(List<BigMatrix> m) {
    return orthogonalityOfRows(m.get(2));
  }

  private static Run<Double> orthogonalityOfRows(BigMatrix rows) {
    try (BigMatrix q = rows.transpose()) {
      return Residuals.orthogonalityAsync(q);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A scaled residual.
   *
   * @param name what it is called in an answer
   * @param formula what it is
   * @param start starts to compute it from the operands
   */
  record Residual(String name, String formula, Function<List<BigMatrix>, Run<Double>> start) {}
}
