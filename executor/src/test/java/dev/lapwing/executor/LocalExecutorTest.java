package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalExecutorTest {
  private static final int N = 70;
  private static final Partition CUT = new Partition(N, 16);

  private final TilePool pool = TilePool.create(1 << 26);
  private final LocalExecutor executor = new LocalExecutor(2, KernelLibraries.pureJava(), pool);
  private final TileStore a = TileStore.inMemory("mem:A");
  private final TileStore l = TileStore.inMemory("mem:L");

  @AfterEach
  void close() {
    executor.close();
    pool.close();
  }

  @Test
  void factorsAMatrixInMemory() throws Exception {
    double[][] matrix = Matrices.positiveDefinite(N, 1);
    Matrices.write(a, pool, matrix, CUT, CUT);
    RunReport report = executor.start(cholesky("one")).await();
    assertThat(Matrices.choleskyResidual(matrix, Matrices.read(l, CUT, CUT))).isLessThan(10);
    assertThat(report.tasks()).isEqualTo(5 * 6 * 7 / 6);
    assertThat(report.skipped()).isZero();
    assertThat(report.duplicates()).isZero();
  }

  @Test
  void afterARunTheInputAndTheOutputAreAllThatIsInMemory() throws Exception {
    Matrices.write(a, pool, Matrices.positiveDefinite(N, 1), CUT, CUT);
    long input = pool.bytesInUse();
    executor.start(cholesky("one")).await();
    l.close();
    assertThat(pool.bytesInUse()).isEqualTo(input);
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteFailsWithTheGlobalOrder() throws Exception {
    double[][] matrix = Matrices.positiveDefinite(N, 1);
    matrix[40][40] = -1;
    Matrices.write(a, pool, matrix, CUT, CUT);
    assertThatThrownBy(() -> executor.start(cholesky("one")).await())
        .isInstanceOfSatisfying(
            NotPositiveDefinite.class,
            failure -> assertThat(failure.pivot()).isEqualTo(new Pivot("A", 41, 2, 2, 9)));
  }

  @Test
  void aMatrixCutDifferentlyIsRefusedNamingBothCuts() {
    var other = new Partition(N, 15);
    RunSpec spec = builder("one").matrix("A", a, other, CUT).matrix("L", l, CUT, CUT).build();
    assertThatThrownBy(() -> executor.start(spec))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("70 rows in tiles of 16")
        .hasMessageContaining("70 rows in tiles of 15");
  }

  @Test
  void aMissingInputTileFailsTheRunNamingTileAndReader() throws Exception {
    assertThatThrownBy(() -> executor.start(cholesky("one")).await())
        .isInstanceOfSatisfying(
            TileMissing.class,
            failure -> {
              assertThat(failure.tile()).isEqualTo("A[0, 0]");
              assertThat(failure.location()).isEqualTo("mem:A");
              assertThat(failure.reader()).startsWith("potrf(i=0)");
            });
  }

  private RunSpec cholesky(String id) {
    return builder(id).matrix("A", a, CUT, CUT).matrix("L", l, CUT, CUT).build();
  }

  private static RunSpec.Builder builder(String id) {
    var sizes = new Sizes(Map.of("n", CUT), Map.of(), Map.of());
    return RunSpec.builder(id, Compiler.compile(Cholesky.program()), sizes);
  }
}
