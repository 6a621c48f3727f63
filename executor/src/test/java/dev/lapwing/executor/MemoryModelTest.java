package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.MatrixCut;
import dev.lapwing.compiler.Plan;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Matrix.Role;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run holds, measured, beside what its plan says. */
@Tag("once")
class MemoryModelTest {
  private static final int THREADS = 2;
  private static final int N = 300;
  private static final int TILE = 32;
  private static final long TILE_BYTES = 8L * TILE * TILE;

  /** A pool may give a tile a buffer that is larger by an eighth. */
  private static final double ROUNDING = 9 / 8.0;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cholesky",
        "cholesky-chunked",
        "gemm",
        "gemm-tn",
        "posv",
        "syrk",
        "tsqr",
        "tsqr-q",
        "qr",
        "qr-factor",
        "band",
        "singular-values",
        "singular-values-direct",
        "eigenvalues-direct",
        "eigh-direct",
        "svd-direct"
      })
  void aRunOnStorageHoldsNoMoreThanItsPlanSays(String name) throws Exception {
    Program program = Algorithms.named(name).program();
    CompiledProgram compiled = Compiler.compile(program);
    Sizes sizes = sizes(program);
    RunLimits limits = RunLimits.defaults().withCacheBytes(5 * TILE_BYTES);
    long taskBytes = Plan.of(compiled.at(sizes), limits.lookAhead()).taskBytes();
    long planned = THREADS * RunLimits.TASKS_PER_THREAD * taskBytes + limits.cacheBytes();
    try (TilePool pool = TilePool.create(10 * planned);
        Storage storage = Storage.inFolder(folder, pool);
        var executor = new LocalExecutor(THREADS, KernelLibraries.best(), pool)) {
      RunSpec.Builder spec = RunSpec.builder("run", compiled, sizes).limits(limits);
      for (Matrix matrix : program.matrices()) {
        if (matrix.role() != Role.SCRATCH) {
          MatrixCut cut = MatrixCut.of(matrix, sizes);
          Partition rows = cut.rows();
          Partition columns = cut.columns();
          spec.matrix(matrix.name(), stored(storage, pool, matrix, rows, columns), rows, columns);
        }
      }
      RunReport report = executor.start(spec.state(RunState.in(storage, "run")).build()).await();
      // what gathers a matrix or a band lets go of its tiles before it has all of its workspace
      boolean gathers = name.endsWith("-direct") || name.equals("singular-values");
      long least = gathers ? taskBytes * 3 / 4 : taskBytes;
      assertThat(report.peakTileBytes()).isBetween(least, (long) (ROUNDING * planned));
    }
  }

  private static Sizes sizes(Program program) {
    Map<String, Partition> partitions =
        program.sizes().stream().collect(Collectors.toMap(Size::name, size -> cut(program, size)));
    Map<String, Long> parameters = new HashMap<>();
    program.parameters().forEach(parameter -> parameters.put(parameter.name(), 4L));
    return new Sizes(partitions, parameters, Map.of());
  }

  /** Ragged; the columns that TSQR factors are one tile. */
  private static Partition cut(Program program, Size size) {
    boolean panel = program.name().startsWith("tsqr") && size.name().equals("n");
    return panel ? new Partition(TILE, TILE) : new Partition(N, TILE);
  }

  private StoredMatrix stored(
      Storage storage, TilePool pool, Matrix matrix, Partition rows, Partition columns)
      throws StoreException {
    int height = (int) rows.elements();
    int width = (int) columns.elements();
    MatrixLayout layout = MatrixLayout.full(height, width, (int) rows.tile(), (int) columns.tile());
    StoredMatrix stored = storage.create(folder + "/" + matrix.name() + ".zarr", layout);
    if (matrix.role() == Role.INPUT) {
      double[][] entries =
          height == width
              ? Matrices.positiveDefinite(height, 1)
              : Matrices.random(height, width, 1);
      Matrices.write(stored, pool, entries, rows, columns);
      stored.finish();
    }
    return stored;
  }

  /** Tasks run in another order than the plan's, and two at once. */
  @Test
  void choleskyInMemoryHoldsWhatItsPlanSays() throws Exception {
    Partition cut = new Partition(N, TILE);
    Sizes sizes = new Sizes(Map.of("n", cut), Map.of(), Map.of());
    CompiledProgram compiled = Compiler.compile(Algorithms.named("cholesky").program());
    long planned = Plan.of(compiled.at(sizes)).residentBytes();
    try (TilePool pool = TilePool.create(10 * planned);
        var executor = new LocalExecutor(THREADS, KernelLibraries.best(), pool);
        var a = TileStore.inMemory("mem:A");
        var l = TileStore.inMemory("mem:L")) {
      Matrices.write(a, pool, Matrices.positiveDefinite(N, 1), cut, cut);
      RunSpec spec =
          RunSpec.builder("run", compiled, sizes)
              .matrix("A", a, cut, cut)
              .matrix("L", l, cut, cut)
              .build();
      long peak = executor.start(spec).await().peakTileBytes();
      assertThat(peak).isBetween(planned - 2 * TILE_BYTES, planned + 2 * TILE_BYTES);
    }
  }
}
