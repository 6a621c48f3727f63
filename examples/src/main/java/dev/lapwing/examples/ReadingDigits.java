package dev.lapwing.examples;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;
import dev.lapwing.Run;
import dev.lapwing.RunReport;
import dev.lapwing.data.Digits;

/**
 * Learns to read handwritten digits by kernel ridge regression: one symmetric positive definite
 * system of 1,500 equations, solved for ten right-hand sides.
 *
 * <p>With training images x(0), ..., x(n-1), the kernel matrix is K(i, j) = exp(-gamma ||x(i) -
 * x(j)||^2). Column d of Y is +1 where an image shows digit d and -1 elsewhere. Training is
 *
 * <pre>    (K + lambda I) W = Y,</pre>
 *
 * and an image x is read as the d for which the sum of exp(-gamma ||x - x(j)||^2) W(j, d) over j is
 * largest.
 */
public final class ReadingDigits {
  private static final int TRAINING = 1500;
  private static final double GAMMA = 1e-3;
  private static final double LAMBDA = 1e-3;

  private ReadingDigits() {}

  /** Prints how many digits that it has not seen it reads rightly. */
  public static void main(String[] arguments) {
    try (Lapwing lapwing = Lapwing.local()) {
      Outcome outcome = learn(lapwing);
      RunReport report = outcome.training();
      System.out.printf("%.1f %% of held-out digits read rightly%n", 100 * outcome.accuracy());
      System.out.printf("scaled residual %.2g%n", outcome.residual());
      System.out.printf(
          "%d tasks in %.2f s, %.1f Gflop/s%n",
          report.tasks(), report.seconds(), report.gigaflops());
    }
  }

  /** Trains on the first digits and reads the others. */
  static Outcome learn(Lapwing lapwing) {
    Digits digits = Digits.load();
    Digits training = digits.range(0, TRAINING);
    Digits heldOut = digits.range(TRAINING, digits.count());

    BigMatrix k = kernel(lapwing, training, training);
    BigMatrix a = k.plusDiagonal(LAMBDA);
    BigMatrix y = lapwing.matrix(TRAINING, 10, (i, d) -> training.label((int) i) == d ? 1 : -1);

    Run<BigMatrix> run = a.async().solve(y);
    BigMatrix w = run.join();

    BigMatrix scores = kernel(lapwing, heldOut, training).multiply(w);
    return new Outcome(accuracy(scores, heldOut), Residuals.solve(a, w, y), run.report());
  }

  /** K(i, j) = exp(-gamma ||x(i) - y(j)||^2). */
  private static BigMatrix kernel(Lapwing lapwing, Digits x, Digits y) {
    return lapwing.matrix(
        x.count(), y.count(), (i, j) -> Math.exp(-GAMMA * x.squaredDistance((int) i, y, (int) j)));
  }

  private static double accuracy(BigMatrix scores, Digits digits) {
    double[][] rows = scores.toArray();
    int right = 0;
    for (int i = 0; i < rows.length; i++) {
      if (largest(rows[i]) == digits.label(i)) {
        right++;
      }
    }
    return (double) right / rows.length;
  }

  private static int largest(double[] scores) {
    int best = 0;
    for (int digit = 1; digit < scores.length; digit++) {
      if (scores[digit] > scores[best]) {
        best = digit;
      }
    }
    return best;
  }

  /**
   * How well it went.
   *
   * @param accuracy the part of the held-out digits that was read rightly
   * @param residual the scaled residual of the solution
   * @param training what solving took
   */
  record Outcome(double accuracy, double residual, RunReport training) {}
}
