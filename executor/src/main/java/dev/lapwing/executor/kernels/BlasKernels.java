package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.List;
import java.util.Map;

/** Every kernel that programs may call, on one {@link Blas}. */
final class BlasKernels<V extends TileView> implements KernelLibrary {
  private final String description;
  private final Map<String, Routine> routines;

  BlasKernels(Blas<V> blas) {
    var cholesky = new CholeskyKernels<>(blas);
    var products = new ProductKernels<>(blas);
    var fused = new FusedKernels(products, cholesky);
    var householder = new HouseholderKernels<>(blas);
    var pivot = new PivotKernels<>(blas);
    var bidiagonal = new BidiagonalKernels<>(blas);
    var tridiagonal = new TridiagonalKernels<>(blas);
    var dense = new DenseKernels<>(blas);
    var denseVectors = new DenseVectorKernels<>(blas);
    var rows = new RowKernels();
    var elementwise = new ElementwiseKernels();
    var entries = new EntryKernels();
    var reductions = new ReductionKernels();
    var norms = new NormKernels();
    var parts = new PartKernels();
    description = blas.description();
    routines =
        Map.ofEntries(
            Map.entry("potrf", cholesky::potrf),
            Map.entry("trsm", cholesky::trsm),
            Map.entry("trtri", cholesky::trtri),
            Map.entry("syrk", products::syrk),
            Map.entry("gemm", products::gemm),
            Map.entry("gemmtrsm", fused::gemmtrsm),
            Map.entry("geqrt", householder::geqrt),
            Map.entry("tpqrt", householder::tpqrt),
            Map.entry("gemqrt", householder::gemqrt),
            Map.entry("tpmqrt", householder::tpmqrt),
            Map.entry("gebrd", byOption("N", dense::gebrd, denseVectors::gebrd)),
            Map.entry("gbbrd", bidiagonal::gbbrd),
            Map.entry("ormbr", byOption("R", bidiagonal::ormbr, denseVectors::ormbr)),
            Map.entry("bdsqr", bidiagonal::bdsqr),
            Map.entry("bdsdc", bidiagonal::bdsdc),
            Map.entry("sbtrd", bidiagonal::sbtrd),
            Map.entry("sytrd", tridiagonal::sytrd),
            Map.entry("ormtr", tridiagonal::ormtr),
            Map.entry("sterf", bidiagonal::sterf),
            Map.entry("stedc", bidiagonal::stedc),
            Map.entry("tntpiv", pivot::tntpiv),
            Map.entry("getrf", pivot::getrf),
            Map.entry("gessm", pivot::gessm),
            Map.entry("swptrsm", pivot::swptrsm),
            Map.entry("swpgemm", pivot::swpgemm),
            Map.entry("laswp", rows::laswp),
            Map.entry("lapiv", rows::lapiv),
            Map.entry("lapmr", rows::lapmr),
            Map.entry("add", elementwise::add),
            Map.entry("axpby", elementwise::axpby),
            Map.entry("scale", elementwise::scale),
            Map.entry("shift", elementwise::shift),
            Map.entry("copy", elementwise::copy),
            Map.entry("lag2", elementwise::lag2),
            Map.entry("transpose", elementwise::transpose),
            Map.entry("lacpy", elementwise::lacpy),
            Map.entry("laset", elementwise::laset),
            Map.entry("map", entries::map),
            Map.entry("combine", entries::combine),
            Map.entry("reduce", reductions::reduce),
            Map.entry("fold", reductions::fold),
            Map.entry("lassq", norms::lassq),
            Map.entry("combssq", norms::combssq),
            Map.entry("nrm2", norms::nrm2),
            Map.entry("lascl", norms::lascl),
            Map.entry("lascl2", elementwise::lascl2),
            Map.entry("stack", parts::stack),
            Map.entry("tri", parts::tri),
            Map.entry("diag", parts::diag));
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void compute(
      Kernel kernel, Operands operands, List<Tile> outputs, double[] scalars, TilePool workspace)
      throws KernelFailure {
    Routine routine = routines.get(kernel.name());
    if (routine == null) {
      throw new IllegalArgumentException(
          "There is no kernel %s. There are: %s."
              .formatted(
                  kernel.id(), String.join(", ", routines.keySet().stream().sorted().toList())));
    }
    requireCount(kernel, "output tiles", kernel.outputs().size(), outputs.size());
    requireCount(kernel, "scalars", kernel.scalars(), scalars.length);
    routine.compute(new Call(kernel, operands, outputs, scalars, workspace));
  }

  /** Two routines of one name, of which a first option calls for the one. */
  private static Routine byOption(String option, Routine one, Routine other) {
    return call -> (call.kernel().options().get(0).equals(option) ? one : other).compute(call);
  }

  private static void requireCount(Kernel kernel, String what, int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          "%s was given %d %s and needs %d.".formatted(kernel.id(), actual, what, expected));
    }
  }

  /** Computes the calls of one kernel. */
  @FunctionalInterface
  private interface Routine {
    void compute(Call call) throws KernelFailure;
  }
}
