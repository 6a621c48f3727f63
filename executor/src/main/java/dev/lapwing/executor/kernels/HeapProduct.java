package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The product that all kernels in Java are made of: netlib's {@code dgemm} on heap arrays. */
final class HeapProduct {
  private static final Logger LOG = LoggerFactory.getLogger(HeapProduct.class);

  private final JavaBLAS blas;

  private HeapProduct(JavaBLAS blas) {
    this.blas = blas;
  }

  /** The fastest that this JVM can run. */
  static HeapProduct best() {
    try {
      return new HeapProduct(instance("VectorBLAS"));
    } catch (LinkageError | ReflectiveOperationException e) {
      LOG.debug("Java kernels without --add-modules jdk.incubator.vector run at half the speed", e);
      return withoutVectorModule();
    }
  }

  /** Which of netlib's implementations this is. */
  String description() {
    return "netlib " + blas.getClass().getSimpleName();
  }

  /** {@code C := alpha op(A) op(B) + beta C}. With {@code beta = 0}, C is not looked at. */
  void gemm(
      Op transA, Op transB, double alpha, HeapMatrix a, HeapMatrix b, double beta, HeapMatrix c) {
    int inner = transA == Op.NO_TRANS ? a.columns() : a.rows();
    if (c.rows() == 0 || c.columns() == 0) {
      return;
    }
    if (inner == 0) {
      c.scale(beta);
      return;
    }
    blas.dgemm(
        transA.letter(),
        transB.letter(),
        c.rows(),
        c.columns(),
        inner,
        alpha,
        a.data(),
        a.offset(),
        a.leading(),
        b.data(),
        b.offset(),
        b.leading(),
        beta,
        c.data(),
        c.offset(),
        c.leading());
  }

  private static HeapProduct withoutVectorModule() {
    try {
      return new HeapProduct(instance("Java11BLAS"));
    } catch (ReflectiveOperationException e) {
      return new HeapProduct(JavaBLAS.getInstance());
    }
  }

  // JavaBLAS.getInstance() loads a native BLAS first, wherever it finds one, and says so.
  private static JavaBLAS instance(String implementation) throws ReflectiveOperationException {
    String name = JavaBLAS.class.getPackageName() + "." + implementation;
    Method getter = Class.forName(name).getMethod("getInstance");
    getter.setAccessible(true);
    return (JavaBLAS) getter.invoke(null);
  }
}
