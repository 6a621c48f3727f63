package dev.lapwing.executor.kernels;

/** The contract, for kernels in OpenBLAS. */
class OpenBlasKernelsTest
    implements ProductContract,
        CholeskyContract,
        FusedContract,
        HouseholderContract,
        ElementwiseContract,
        PivotContract,
        DeterminismContract {
  private final KernelLibrary kernels =
      KernelLibraries.openBlas()
          .library()
          .orElseThrow(() -> new AssertionError(KernelLibraries.openBlas().reason()));

  @Override
  public KernelLibrary kernels() {
    return kernels;
  }
}
