package dev.lapwing.executor.kernels;

/** The contract, for kernels in Java alone. */
class JavaKernelsTest
    implements ProductContract,
        CholeskyContract,
        FusedContract,
        HouseholderContract,
        BidiagonalContract,
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
