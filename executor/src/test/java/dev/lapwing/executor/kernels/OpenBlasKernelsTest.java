package dev.lapwing.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The contract, for kernels in OpenBLAS. */
@Tag("once")
class OpenBlasKernelsTest
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
  private final KernelLibrary kernels =
      KernelLibraries.openBlas()
          .library()
          .orElseThrow(() -> new AssertionError(KernelLibraries.openBlas().reason()));

  @Override
  public KernelLibrary kernels() {
    return kernels;
  }

  @Test
  void everyCallHasOneThread() {
    assertThat(kernels.description()).contains("one thread a call");
    assertThat(OpenBlas.openblas_get_num_threads()).isEqualTo(1);
  }

  /** The compiler's own libgcc_s lies beside OpenBLAS in its jar, and the process has another. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theProcessKeepsItsOwnCompilerLibrary() throws IOException {
    List<String> loaded =
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
            .filter(line -> line.contains(".so"))
            .map(line -> line.substring(line.indexOf('/')))
            .distinct()
            .toList();
    assertThat(loaded).anyMatch(library -> library.contains("libopenblas"));
    String folder =
        loaded.stream()
            .filter(library -> library.contains("libopenblas"))
            .findFirst()
            .orElseThrow();
    Path beside = Path.of(folder).getParent();
    assertThat(loaded)
        .noneMatch(library -> library.startsWith(beside.resolve("libgcc_s").toString()));
  }
}
