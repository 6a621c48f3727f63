package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;

/** What {@link BandReduction} and {@link ReflectorBlocks} need, in Java. */
record HeapBand(Recursion<HeapMatrix> recursion, HeapProduct product)
    implements BandRoutines<HeapMatrix> {

  @Override
  public double reflect(HeapMatrix entries, HeapMatrix v) {
    int count = v.rows();
    int stride = entries.rows() == 1 ? entries.leading() : 1;
    for (int i = 0; i < count; i++) {
      v.set(i, 0, entries.data()[entries.offset() + i * stride]);
      entries.data()[entries.offset() + i * stride] = 0.0;
    }
    double tau = Reflector.make(v, v.block(1, 0, count - 1, 1));
    entries.set(0, 0, v.get(0, 0));
    v.set(0, 0, 1.0);
    return tau;
  }

  @Override
  public void applyLeft(HeapMatrix v, double tau, HeapMatrix c, HeapMatrix work) {
    for (int j = 0; tau != 0.0 && j < c.columns(); j++) {
      double product = dot(v.data(), v.offset(), c.data(), c.at(0, j), c.rows());
      addMultiple(-tau * product, v.data(), v.offset(), c.data(), c.at(0, j), c.rows());
    }
  }

  @Override
  public void applyRight(HeapMatrix c, HeapMatrix v, double tau, HeapMatrix work) {
    if (tau == 0.0) {
      return;
    }
    HeapMatrix product = work.block(0, 0, c.rows(), 1);
    product.scale(0.0);
    for (int j = 0; j < c.columns(); j++) {
      addMultiple(v.get(j, 0), c.data(), c.at(0, j), product.data(), product.offset(), c.rows());
    }
    for (int j = 0; j < c.columns(); j++) {
      addMultiple(
          -tau * v.get(j, 0), product.data(), product.offset(), c.data(), c.at(0, j), c.rows());
    }
  }

  @Override
  public void applyBoth(HeapMatrix v, double tau, HeapMatrix c, HeapMatrix work) {
    if (tau == 0.0) {
      return;
    }
    int n = c.rows();
    HeapMatrix w = work.block(0, 0, n, 1);
    w.scale(0.0);
    // w := tau C v - (tau^2 v^T C v / 2) v
    for (int j = 0; j < n; j++) {
      double vj = tau * v.get(j, 0);
      addMultiple(vj, c.data(), c.at(j, j), w.data(), w.at(j, 0), n - j);
      int below = n - j - 1;
      double sum = below == 0 ? 0 : dot(c.data(), c.at(j, j) + 1, v.data(), v.at(j, 0) + 1, below);
      w.set(j, 0, w.get(j, 0) + tau * sum);
    }
    double product = dot(w.data(), w.offset(), v.data(), v.offset(), n);
    addMultiple(-0.5 * tau * product, v.data(), v.offset(), w.data(), w.offset(), n);
    // C -= v w^T + w v^T
    for (int j = 0; j < n; j++) {
      addMultiple(-w.get(j, 0), v.data(), v.at(j, 0), c.data(), c.at(j, j), n - j);
      addMultiple(-v.get(j, 0), w.data(), w.at(j, 0), c.data(), c.at(j, j), n - j);
    }
  }

  @Override
  public void keep(HeapMatrix v, double tau, HeapMatrix column) {
    column.assign(v);
    column.set(0, 0, 1 / tau);
  }

  @Override
  public void vectors(HeapMatrix kept, int length, HeapMatrix v) {
    v.scale(0.0);
    for (int j = 0; j < v.columns(); j++) {
      int count = Math.min(length, v.rows() - j);
      System.arraycopy(kept.data(), kept.at(j, j), v.data(), v.at(j, j), count);
      v.set(j, j, 1.0);
    }
  }

  @Override
  public void inverseTaus(HeapMatrix kept, HeapMatrix triangle) {
    for (int j = 0; j < triangle.columns(); j++) {
      triangle.set(j, j, kept.get(j, j));
    }
  }

  @Override
  public void factor(HeapMatrix a, HeapMatrix t, HeapMatrix work) {
    new HeapHouseholder(product).geqrt(t.rows(), a, t);
  }

  @Override
  public void transpose(HeapMatrix from, HeapMatrix to) {
    for (int j = 0; j < to.columns(); j++) {
      for (int i = 0; i < to.rows(); i++) {
        to.set(i, j, from.get(j, i));
      }
    }
  }

  @Override
  public void gemm(
      Op transA, Op transB, double alpha, HeapMatrix a, HeapMatrix b, double beta, HeapMatrix c) {
    product.gemm(transA, transB, alpha, a, b, beta, c);
  }

  @Override
  public void solveUpper(HeapMatrix t, HeapMatrix b) {
    recursion.trsm(Side.RIGHT, Uplo.UPPER, Op.NO_TRANS, Diag.NON_UNIT, t, b);
  }

  @Override
  public void solveUpperLeft(HeapMatrix t, HeapMatrix b) {
    recursion.trsm(Side.LEFT, Uplo.UPPER, Op.NO_TRANS, Diag.NON_UNIT, t, b);
  }

  /** Four sums, because the JVM may not reorder one. */
  private static double dot(double[] x, int xAt, double[] y, int yAt, int count) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      sum0 += x[xAt + i] * y[yAt + i];
      sum1 += x[xAt + i + 1] * y[yAt + i + 1];
      sum2 += x[xAt + i + 2] * y[yAt + i + 2];
      sum3 += x[xAt + i + 3] * y[yAt + i + 3];
    }
    for (; i < count; i++) {
      sum0 += x[xAt + i] * y[yAt + i];
    }
    return sum0 + sum1 + (sum2 + sum3);
  }

  private static void addMultiple(
      double factor, double[] x, int xAt, double[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] += factor * x[xAt + i];
    }
  }
}
