package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that do not fit, and runs that fit although their matrix does not. */
class MemoryBudgetTest {
  private static final int N = 256;
  private static final Partition CUT = new Partition(N, 32);
  private static final long MATRIX_BYTES = 8L * N * N;

  @TempDir private Path folder;

  @Test
  void aRunInMemoryThatDoesNotFitFailsNamingTheBudget() throws Exception {
    try (TilePool pool = TilePool.create(MATRIX_BYTES * 5 / 4);
        var executor = new LocalExecutor(2, KernelLibraries.best(), pool);
        TileStore a = TileStore.inMemory("mem:A");
        TileStore l = TileStore.inMemory("mem:L")) {
      Matrices.write(a, pool, Matrices.positiveDefinite(N, 1), CUT, CUT);
      RunLimits hasty =
          new RunLimits(
              Duration.ofSeconds(5),
              2,
              2,
              Duration.ofMillis(1),
              1,
              64,
              1,
              0,
              2,
              true,
              Duration.ZERO);
      RunSpec spec =
          builder().matrix("A", a, CUT, CUT).matrix("L", l, CUT, CUT).limits(hasty).build();
      assertThatThrownBy(() -> executor.start(spec).await())
          .isInstanceOfSatisfying(
              OutOfMemoryBudget.class,
              failure -> assertThat(failure.budgetBytes()).isEqualTo(MATRIX_BYTES * 5 / 4));
    }
  }

  @Test
  void aRunInAFolderFitsIntoAQuarterOfItsMatrix() throws Exception {
    double[][] matrix = Matrices.positiveDefinite(N, 2);
    try (TilePool pool = TilePool.create(MATRIX_BYTES / 4);
        Storage storage = Storage.inFolder(folder, pool);
        var executor = new LocalExecutor(2, KernelLibraries.best(), pool)) {
      MatrixLayout layout = MatrixLayout.full(N, N, 32, 32);
      StoredMatrix a = storage.create(folder + "/A.zarr", layout);
      StoredMatrix l = storage.create(folder + "/L.zarr", layout);
      Matrices.write(a, pool, matrix, CUT, CUT);
      a.finish();
      RunReport report =
          executor
              .start(
                  builder()
                      .matrix("A", a, CUT, CUT)
                      .matrix("L", l, CUT, CUT)
                      .state(RunState.in(storage, "run"))
                      .build())
              .await();
      assertThat(report.peakTileBytes()).isLessThanOrEqualTo(MATRIX_BYTES / 4);
      assertThat(Matrices.choleskyResidual(matrix, Matrices.read(l, CUT, CUT))).isLessThan(10);
    }
  }

  @Test
  void aRunWithATaskLargerThanTheBudgetIsRefusedBeforeItIsRecorded() throws Exception {
    long twoTiles = 2 * 8L * 32 * 32;
    try (TilePool pool = TilePool.create(twoTiles);
        Storage storage = Storage.inFolder(folder, pool);
        var executor = new LocalExecutor(2, KernelLibraries.best(), pool)) {
      MatrixLayout layout = MatrixLayout.full(N, N, 32, 32);
      RunState state = RunState.in(storage, "run");
      RunSpec spec =
          builder()
              .matrix("A", storage.create(folder + "/A.zarr", layout), CUT, CUT)
              .matrix("L", storage.create(folder + "/L.zarr", layout), CUT, CUT)
              .state(state)
              .build();
      assertThatThrownBy(() -> executor.start(spec))
          .isInstanceOf(OutOfMemoryBudget.class)
          .hasMessageStartingWith("A task gemm(N,T,1) at Cholesky.java:")
          .hasMessageContaining("needs 24,576 bytes for tiles")
          .hasMessageContaining("the budget of 16,384 bytes");
      assertThat(state.table().find("run")).isEmpty();
    }
  }

  private static RunSpec.Builder builder() {
    var sizes = new Sizes(Map.of("n", CUT), Map.of(), Map.of());
    return RunSpec.builder("run", Compiler.compile(Cholesky.program()), sizes);
  }
}
