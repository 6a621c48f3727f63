package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.lambdapack.algorithm.CholeskyChunked;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.faults.FaultRates;
import dev.lapwing.state.faults.Faults;
import dev.lapwing.state.faults.FaultyTaskQueue;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same input gives the same bits, whoever computes it, how often, and wherever it is kept. */
class SameBitsTest {
  private static final int N = 250;
  private static final int TILE = 32;
  private static final Partition CUT = new Partition(N, TILE);
  private static final double[][] MATRIX = Matrices.positiveDefinite(N, 3);

  @TempDir private Path folder;
  private final TilePool pool = TilePool.create(1 << 26);

  @AfterEach
  void close() {
    assertThat(pool.bytesInUse()).isZero();
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void howeverManyThreads(int threads) throws Exception {
    assertThat(inMemory(threads, state -> state)).isDeepEqualTo(reference());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void inAFolder(int threads) throws Exception {
    try (Storage storage = Storage.inFolder(folder, pool)) {
      assertThat(factor(storage, folder + "/", threads, state -> state)).isDeepEqualTo(reference());
    }
  }

  @Test
  void whenMessagesComeTwiceAndLeasesAreLost() throws Exception {
    var faults = new Faults(11, FaultRates.DELIVERIES_ONLY);
    double[][] factor =
        inMemory(
            2,
            state ->
                new RunState(
                    new FaultyTaskQueue(state.queue(), faults), state.table(), state.scratch()));
    assertThat(faults.injected()).isPositive();
    assertThat(factor).isDeepEqualTo(reference());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 100})
  void inChunksOfAnyNumberOfColumns(long chunk) throws Exception {
    try (Storage storage = Storage.inFolder(folder, pool)) {
      assertThat(
              factor(
                  storage,
                  folder + "/",
                  2,
                  state -> state,
                  CholeskyChunked.program(),
                  Map.of("chunk", chunk)))
          .isDeepEqualTo(reference());
    }
  }

  private double[][] reference() throws Exception {
    return inMemory(1, state -> state);
  }

  private double[][] inMemory(int threads, UnaryOperator<RunState> disturbance) throws Exception {
    try (Storage storage = Storage.inMemory(pool)) {
      return factor(storage, "mem:", threads, disturbance);
    }
  }

  private double[][] factor(
      Storage storage, String place, int threads, UnaryOperator<RunState> disturbance)
      throws Exception {
    return factor(storage, place, threads, disturbance, Cholesky.program(), Map.of());
  }

  private double[][] factor(
      Storage storage,
      String place,
      int threads,
      UnaryOperator<RunState> disturbance,
      Program program,
      Map<String, Long> parameters)
      throws Exception {
    MatrixLayout layout = MatrixLayout.full(N, N, TILE, TILE);
    StoredMatrix a = storage.create(place + "A.zarr", layout);
    StoredMatrix l = storage.create(place + "L.zarr", layout);
    Matrices.write(a, pool, MATRIX, CUT, CUT);
    a.finish();
    var sizes = new Sizes(Map.of("n", CUT), parameters, Map.of());
    RunSpec spec =
        RunSpec.builder("run", Compiler.compile(program), sizes)
            .matrix("A", a, CUT, CUT)
            .matrix("L", l, CUT, CUT)
            .state(disturbance.apply(RunState.in(storage, "run")))
            .limits(RunLimits.defaults().withDeliveries(100))
            .build();
    try (var executor = new LocalExecutor(threads, KernelLibraries.best(), pool)) {
      executor.start(spec).await();
    }
    return Matrices.read(l, CUT, CUT);
  }
}
