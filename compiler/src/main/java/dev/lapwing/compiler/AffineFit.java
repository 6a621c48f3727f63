package dev.lapwing.compiler;

/**
 * A linear least-squares fit with few unknowns, by normal equations with a slight ridge, which
 * makes features that do not vary, or vary together, harmless.
 */
final class AffineFit {
  private static final double RIDGE = 1e-9;

  private final int unknowns;
  private final double[][] matrix;
  private final double[] right;

  AffineFit(int unknowns) {
    this.unknowns = unknowns;
    matrix = new double[unknowns][unknowns];
    right = new double[unknowns];
  }

  /** Adds one observation: {@code weights . features} should be {@code value}. */
  void add(double[] features, double value) {
    for (int i = 0; i < unknowns; i++) {
      right[i] += features[i] * value;
      for (int j = 0; j < unknowns; j++) {
        matrix[i][j] += features[i] * features[j];
      }
    }
  }

  /** The weights; zeros if nothing was observed. */
  double[] solve() {
    double trace = 0;
    for (int i = 0; i < unknowns; i++) {
      trace += matrix[i][i];
    }
    double[][] a = new double[unknowns][];
    double[] b = right.clone();
    for (int i = 0; i < unknowns; i++) {
      a[i] = matrix[i].clone();
      a[i][i] += RIDGE * trace + Double.MIN_NORMAL;
    }
    eliminate(a, b);
    return substitute(a, b);
  }

  /** Gaussian elimination; a positive definite matrix needs no pivoting. */
  private void eliminate(double[][] a, double[] b) {
    for (int k = 0; k < unknowns; k++) {
      for (int i = k + 1; i < unknowns; i++) {
        double factor = a[i][k] / a[k][k];
        for (int j = k; j < unknowns; j++) {
          a[i][j] -= factor * a[k][j];
        }
        b[i] -= factor * b[k];
      }
    }
  }

  private double[] substitute(double[][] a, double[] b) {
    double[] x = new double[unknowns];
    for (int i = unknowns - 1; i >= 0; i--) {
      double sum = b[i];
      for (int j = i + 1; j < unknowns; j++) {
        sum -= a[i][j] * x[j];
      }
      x[i] = sum / a[i][i];
    }
    return x;
  }
}
