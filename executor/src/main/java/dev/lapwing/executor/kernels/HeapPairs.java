package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;

/** What {@link PairFactorization} needs, in Java: products, and one reflector at a time. */
record HeapPairs(HeapProduct product) implements PairRoutines<HeapMatrix> {

  @Override
  public int narrowPair() {
    return 1;
  }

  @Override
  public void gemm(
      Op transA, Op transB, double alpha, HeapMatrix a, HeapMatrix b, double beta, HeapMatrix c) {
    product.gemm(transA, transB, alpha, a, b, beta, c);
  }

  @Override
  public void copy(HeapMatrix from, HeapMatrix to) {
    to.assign(from);
  }

  @Override
  public void factorPair(HeapMatrix r, HeapMatrix b, HeapMatrix t) {
    t.set(0, 0, Reflector.make(r, b));
  }
}
