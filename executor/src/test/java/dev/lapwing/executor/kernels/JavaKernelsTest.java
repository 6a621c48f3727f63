package dev.lapwing.executor.kernels;

import org.junit.jupiter.api.Tag;

/** The contract, for kernels in Java alone. */
@Tag("once")
class JavaKernelsTest
    implements ProductContract,
        CholeskyContract,
        FusedContract,
        HouseholderContract,
        BidiagonalContract,
        DenseVectorContract,
        ElementwiseContract,
        EntryContract,
        PivotContract,
        DeterminismContract {
  private final KernelLibrary kernels = KernelLibraries.pureJava();

  @Override
  public KernelLibrary kernels() {
    return kernels;
  }
}
