package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.processes.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that are really killed, at random points, one after the other in the same run. */
@Tag("once")
class KilledRunTest {
  private static final long NEVER = Long.MAX_VALUE;

  @TempDir private Path folder;

  /** The second is NumPyWren's case. */
  @ParameterizedTest
  @CsvSource({"60, 7, 4", "256, 64, 2"})
  void aRunThatIsKilledAgainAndAgainGoesOnWithoutComputingAnythingTwice(int n, int tile, int kills)
      throws Exception {
    var cut = new Partition(n, tile);
    double[][] a = Matrices.positiveDefinite(n, 7);
    FolderRun.prepare(folder, a, cut);
    int tasks = (int) (cut.tiles() * (cut.tiles() + 1) * (cut.tiles() + 2) / 6);
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    for (int kill = 0; kill < kills; kill++) {
      killAfter(1 + random.nextInt(writesBetween(kills, tasks)));
    }
    runToTheEnd();
    List<String> lines = Files.readAllLines(folder.resolve(FolderRun.TOLD));
    assertThat(lines).as("seed %d: %s", seed, errors()).last().asString().startsWith("computed");
    assertThat(lines).filteredOn(line -> line.startsWith(Announcing.AGAIN)).isEmpty();
    assertThat(lines)
        .filteredOn(line -> line.startsWith(Announcing.WROTE))
        .doesNotHaveDuplicates()
        .hasSizeLessThanOrEqualTo(tasks);
    double[][] factor = FolderRun.factor(folder);
    assertThat(factor).isDeepEqualTo(undisturbed(a, cut));
    assertThat(Matrices.choleskyResidual(a, factor)).isLessThan(10);
  }

  /** Each task is three writes at least: to a matrix, of its edges, and that it is done. */
  private static int writesBetween(int kills, int tasks) {
    return 3 * tasks / kills - 10;
  }

  @Test
  void twoProcessesShareARun() throws Exception {
    double[][] a = Matrices.positiveDefinite(FolderRun.N, 8);
    FolderRun.prepare(folder, a);
    try (ChildJvm one = start(NEVER);
        ChildJvm other = start(NEVER)) {
      assertThat(one.exitCode()).as(errors()).isZero();
      assertThat(other.exitCode()).as(errors()).isZero();
    }
    assertThat(FolderRun.factor(folder)).isDeepEqualTo(undisturbed(a, FolderRun.CUT));
  }

  private void killAfter(long writes) throws Exception {
    try (ChildJvm child = start(writes)) {
      assertThat(child.nextLine()).as(errors()).contains(FolderRun.HALTED);
    }
  }

  private void runToTheEnd() throws Exception {
    try (ChildJvm child = start(NEVER)) {
      assertThat(child.exitCode()).as(errors()).isZero();
    }
  }

  private ChildJvm start(long writesUntilHalt) throws Exception {
    return ChildJvm.start(
        errorFile(), FolderRun.class, folder.toString(), Long.toString(writesUntilHalt), "1500");
  }

  private Path errorFile() {
    return folder.resolve("errors.txt");
  }

  private String errors() throws Exception {
    return Files.readString(errorFile());
  }

  private static double[][] undisturbed(double[][] a, Partition cut) throws Exception {
    try (TilePool pool = TilePool.create(1 << 24);
        var executor = new LocalExecutor(1, KernelLibraries.pureJava(), pool);
        TileStore input = TileStore.inMemory("mem:A");
        TileStore factor = TileStore.inMemory("mem:L")) {
      Matrices.write(input, pool, a, cut, cut);
      var sizes = new Sizes(Map.of("n", cut), Map.of(), Map.of());
      executor
          .start(
              RunSpec.builder("undisturbed", Compiler.compile(Cholesky.program()), sizes)
                  .matrix("A", input, cut, cut)
                  .matrix("L", factor, cut, cut)
                  .build())
          .await();
      return Matrices.read(factor, cut, cut);
    }
  }
}
