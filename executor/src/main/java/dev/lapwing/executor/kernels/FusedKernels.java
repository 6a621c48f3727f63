package dev.lapwing.executor.kernels;

import dev.lapwing.executor.kernels.KernelLibrary.Operands;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Kernels;
import dev.lapwing.state.Tile;

/** Kernels that are two others, one after the other, so that no tile between them is stored. */
final class FusedKernels {
  private static final Kernel GEMM = Kernels.byId("gemm(N,T,1)");
  private static final Kernel TRSM = Kernels.byId("trsm(R,L,T,N)");
  private static final int TRIANGLE = 3;

  private final ProductKernels<?> products;
  private final CholeskyKernels<?> triangles;

  FusedKernels(ProductKernels<?> products, CholeskyKernels<?> triangles) {
    this.products = products;
    this.triangles = triangles;
  }

  /** {@code X = (C + alpha sum_k A_k B_k^T) L^-T}. */
  void gemmtrsm(Call call) throws KernelFailure {
    products.gemm(as(GEMM, call, call.operands()));
    try {
      triangles.trsm(as(TRSM, call, new Solving(call.operands(), call.output(0))));
    } catch (KernelFailure failure) {
      throw new KernelFailure(failure.kind(), failure.order(), TRIANGLE);
    }
  }

  private static Call as(Kernel kernel, Call call, Operands operands) {
    return new Call(kernel, operands, call.outputs(), call.scalars(), call.workspace());
  }

  /** The triangle, and as right-hand side what the product has left in the output. */
  private record Solving(Operands all, Tile rightHandSide) implements Operands {
    @Override
    public int count(int input) {
      return input == 0 ? all.count(TRIANGLE) : 1;
    }

    @Override
    public Tile tile(int input, int position) {
      return input == 0 ? all.tile(TRIANGLE, position) : rightHandSide;
    }

    @Override
    public void done(int input, int position) {
      if (input == 0) {
        all.done(TRIANGLE, position);
      }
    }
  }
}
