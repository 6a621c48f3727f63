package dev.lapwing.examples;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Entries;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;
import dev.lapwing.Run;
import dev.lapwing.RunReport;
import dev.lapwing.data.Digits;
import java.util.stream.IntStream;

/**
 * Learns to read handwritten digits by kernel ridge regression, whose work is one Cholesky
 * factorization: {@code (K + ridge I) C = Y}, where K[i, j] says how alike the training images i and
 * j are, and Y[i, d] is 1 where image i shows the digit d, and -1 elsewhere. A new image shows the
 * digit with the largest score.
 *
 * <p>See C. Saunders, A. Gammerman and V. Vovk, Ridge Regression Learning Algorithm in Dual
 * Variables, ICML 1998.
 */
public final class DigitReader {
  /** How fast likeness falls with the squared distance of two images, in pixel values. */
  public static final double GAMMA = 0.001;

  /** What is added to the diagonal: larger is smoother. */
  public static final double RIDGE = 0.01;

  private DigitReader() {}

  /** Learns from 1,437 digits, reads 360 others, and prints how well that went. */
  public static void main(String[] arguments) {
    Digits all = Digits.load();
    Digits training = all.range(0, 1437);
    Digits heldOut = all.range(1437, all.count());

    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix k = likenessOf(lapwing, training, training).plusDiagonal(RIDGE);
      Run<CholeskyFactor> run = k.async().cholesky();
      CholeskyFactor factor = run.join();
      BigMatrix c = factor.solve(targets(lapwing, training));
      int[] read = read(likenessOf(lapwing, heldOut, training).multiply(c));

      RunReport report = run.report();
      System.out.printf("accuracy  %.4f%n", accuracy(read, heldOut));
      System.out.printf("residual  %.2e%n", Residuals.cholesky(k, factor.lower()));
      System.out.printf("tasks     %d%n", report.tasks());
      System.out.printf("Gflop/s   %.2f%n", report.gigaflops());
    }
  }

  /** How alike the images of two sets are: {@code exp(-GAMMA ||x - y||^2)}, a row for each x. */
  public static Entries likeness(Digits x, Digits y) {
    return (i, j) -> Math.exp(-GAMMA * x.squaredDistance((int) i, y, (int) j));
  }

  /** {@link #likeness} as a matrix. */
  public static BigMatrix likenessOf(Lapwing lapwing, Digits x, Digits y) {
    return lapwing.matrix(x.count(), y.count(), likeness(x, y));
  }

  /** What the scores of images should be: a row for each image, a column for each digit. */
  public static BigMatrix targets(Lapwing lapwing, Digits digits) {
    return lapwing.matrix(digits.count(), 10, (i, d) -> digits.label((int) i) == d ? 1 : -1);
  }

  /** The digit with the largest score, for each row of scores. */
  public static int[] read(BigMatrix scores) {
    double[][] rows = scores.toArray();
    return IntStream.range(0, rows.length).map(i -> indexOfLargest(rows[i])).toArray();
  }

  /** The share of digits that were read as what they are. */
  public static double accuracy(int[] read, Digits digits) {
    long right =
        IntStream.range(0, read.length).filter(i -> read[i] == digits.label(i)).count();
    return (double) right / read.length;
  }

  private static int indexOfLargest(double[] values) {
    int largest = 0;
    for (int k = 1; k < values.length; k++) {
      largest = values[k] > values[largest] ? k : largest;
    }
    return largest;
  }
}
